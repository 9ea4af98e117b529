"""A tick with a receipt means stored; whatever else was said is back after the crash."""

import sqlite3
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from bots.dialogue.cards import Line
from bots.text.locale import Texts
from tests.budget import scaled
from tests.crash.life import Died, Life, Shown

KILLS = scaled(12, 50, 120)
LONGEST_ACT = 0.06  # seconds; most acts take less, so that kills hit every part of one
AGREE, BACK, SEND = (Texts().format(Line(f"button-{name}"), "en") for name in ("agree", "back", "send"))


@dataclass
class Author:
    """Writes one prompt after another; remembers what was promised."""

    folder: Path
    chance: Random
    previewed: set[str] = field(default_factory=set)  # shown to the author as safe
    filed: set[str] = field(default_factory=set)  # got a receipt
    text: str | None = None  # the one being written
    count: int = 0

    def live(self, acts: int, patience: float) -> None:
        """Do some acts, and be killed in the middle of the next."""
        with Life(self.folder) as life, suppress(Died, BrokenPipeError, ConnectionResetError):
            if acts == 0:
                time.sleep(patience * 5)  # starting takes longer than an act
                return
            shown = self.look(life)
            for _ in range(acts):
                shown = self.act(life, shown)
            life.say(self.next_line(shown))
            time.sleep(patience)

    def look(self, life: Life) -> Shown:
        """Where the dialogue stands; by way of the help, so that nothing older is taken for the answer."""
        life.say("/help")
        while BACK not in (shown := life.read()).choices:
            pass
        life.say(shown.choices[BACK])
        return self.note(life.read())

    def act(self, life: Life, shown: Shown) -> Shown:
        """The next act of the script, and what came of it."""
        life.say(self.next_line(shown))
        return self.note(life.read())

    def next_line(self, shown: Shown) -> str:
        """Agree, ask for work, write, send; again and again."""
        for button in (AGREE, SEND):
            if button in shown.choices:
                return shown.choices[button]
        if shown.receipts:
            return "/work initial_prompt"
        self.count += 1
        self.text = f"number{self.count} " + " ".join(f"{self.chance.getrandbits(40):x}" for _ in range(8))
        return self.text

    def note(self, shown: Shown) -> Shown:
        """Remember what a card promises."""
        if SEND in shown.choices:
            text = shown.text.split("│ ")[-1].split("\n")[0]
            self.previewed.add(text)
            self.text = text
        elif shown.receipts and self.text:
            self.filed.add(self.text)
        return shown


def _stored(folder: Path) -> Counter[str]:
    with closing(sqlite3.connect(folder / "trees.db")) as connection:
        return Counter(text for (text,) in connection.execute("select text from message"))


@pytest.mark.parametrize("seed", [1, 2])
def test_kill_9_at_random_moments_loses_no_receipt_and_no_draft_and_doubles_nothing(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    author = Author(tmp_path, chance)
    for _ in range(KILLS // 2):
        author.live(chance.randrange(5), chance.uniform(0, LONGEST_ACT))
        if (tmp_path / "trees.db").exists() and author.filed:
            assert author.filed <= _stored(tmp_path).keys()
    with Life(tmp_path) as life:
        shown = author.look(life)
        if SEND in shown.choices:
            shown = author.act(life, shown)
        assert life.finish() == 0
    stored = _stored(tmp_path)
    assert author.filed
    assert author.previewed <= stored.keys()
    assert set(stored.values()) == {1}
