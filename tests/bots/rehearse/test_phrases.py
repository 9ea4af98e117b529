from random import Random

import pytest

from bots.advice.language import guess_language
from bots.rehearse import phrases
from core.domain.task import Family, Kind
from core.domain.text import clean_text

WRITING = [kind for kind in Kind if kind.family is Family.WRITE]


@pytest.mark.parametrize("lang", phrases.languages())
@pytest.mark.parametrize("kind", WRITING)
def test_texts_can_be_stored_and_are_in_their_language(lang: str, kind: Kind) -> None:
    chance = Random(1)
    texts = [phrases.sensible(kind, lang, chance) for _ in range(40)]
    assert all(clean_text(text, 10_000) == text and "{" not in text for text in texts)
    assert guess_language(" ".join(texts), (lang,)) == lang


@pytest.mark.parametrize("lang", phrases.languages())
def test_there_is_enough_to_say_that_nobody_repeats_themselves_soon(lang: str) -> None:
    for kind in WRITING:
        chance = Random(1)
        texts = {phrases.sensible(kind, lang, chance) for _ in range(100)}
        assert len(texts) > 50


def test_the_same_chance_says_the_same() -> None:
    assert phrases.spam("en", Random(7)) == phrases.spam("en", Random(7))
