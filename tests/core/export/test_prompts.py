from collections.abc import Iterable

import pytest

from core.domain.task import Kind
from core.export.errors import BadLine
from core.export.graft import Refused
from core.export.prompts import Prompt, read_prompts, sow_prompts, unsown
from core.service import needs
from core.service.account import join
from core.store.store import Store
from tests.core.export.samples import released

Line = tuple[int, bytes | BadLine]


def read(lines: Iterable[Line], *, paragraphs: bool = False, limit: int = 20) -> tuple[list[Prompt], list[Refused]]:
    refused: list[Refused] = []
    return list(read_prompts(lines, limit, refused.append, paragraphs=paragraphs)), refused


def test_each_line_is_a_prompt() -> None:
    assert read([(1, b"One?"), (4, b"  Two? ")]) == ([Prompt(1, "One?"), Prompt(4, "Two?")], [])


def test_each_paragraph_is_a_prompt_that_begins_on_its_first_line() -> None:
    lines: list[Line] = [(1, b"One"), (2, b"more?"), (4, b"Two?"), (7, b"Three?")]
    prompts, refused = read(lines, paragraphs=True)
    assert prompts == [Prompt(1, "One\nmore?"), Prompt(4, "Two?"), Prompt(7, "Three?")]
    assert refused == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"One?", "the same text as on line 1"),
        ("\u200b\u200b".encode(), "nothing to read in it"),
        (b"a\0b", "holds NUL or half a surrogate pair"),
        (b"x" * 21, "21 characters, 20 are allowed"),
        (b"\xff", "not UTF-8 from byte 1 on"),
        (BadLine("longer than 9 bytes"), "longer than 9 bytes"),
    ],
)
@pytest.mark.parametrize("paragraphs", [False, True])
def test_what_can_not_be_a_prompt_is_refused_by_line(line: bytes | BadLine, reason: str, paragraphs: bool) -> None:
    prompts, refused = read([(1, b"One?"), (3, line), (5, b"Two?")], paragraphs=paragraphs)
    assert [prompt.line for prompt in prompts] == [1, 5]
    assert refused == [Refused(3, reason)]


async def test_prompts_wait_for_their_reviews_and_are_sown_once(any_store: Store) -> None:
    prompts = [Prompt(1, "Eins?"), Prompt(2, "Zwei?")]
    assert await any_store.run(sow_prompts, prompts, "de", "some.txt") == ["Eins?", "Zwei?"]
    assert await any_store.read(unsown, [*prompts, Prompt(3, "Drei?")], "de") == ["Drei?"]
    assert await any_store.run(sow_prompts, prompts, "de", "some.txt") == []
    reader = await any_store.run(join, "test", "1", "Ada")
    assert (await any_store.read(needs.available, reader.id, "de"))[Kind.LABEL_INITIAL_PROMPT] == 6
    lines, _ = await released(any_store)
    assert sorted((line["tree_state"], line["origin"], line["prompt"]["text"]) for line in lines) == [
        ("initial_prompt_review", "some.txt", "Eins?"),
        ("initial_prompt_review", "some.txt", "Zwei?"),
    ]


async def test_the_same_words_in_another_language_are_another_prompt(store: Store) -> None:
    await store.run(sow_prompts, [Prompt(1, "Gift?")], "de", None)
    assert await store.run(sow_prompts, [Prompt(1, "Gift?")], "en", None) == ["Gift?"]
