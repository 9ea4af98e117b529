"""Files with texts in them, as editors write them."""

import codecs

import pytest

from bots.text.file import LARGEST, NotAText, check, text_of

RAIN = "Why does rain smell? Ärger 雨"


@pytest.mark.parametrize(
    "content",
    [
        RAIN.encode(),
        codecs.BOM_UTF8 + RAIN.encode(),
        RAIN.encode("utf-16"),
        codecs.BOM_UTF16_BE + RAIN.encode("utf-16-be"),
    ],
)
def test_a_text_is_read_however_an_editor_wrote_it(content: bytes) -> None:
    assert text_of(content) == RAIN


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", "file-empty"),
        (b" \n\t", "file-empty"),
        (codecs.BOM_UTF8, "file-empty"),
        (b"\xff", "file-not-utf-8"),
        (b"\xff\xfe\x00", "file-not-utf-8"),
        (RAIN.encode("cp1252", "ignore"), "file-not-utf-8"),
    ],
)
def test_what_can_not_be_read_is_never_guessed(content: bytes, refusal: str) -> None:
    with pytest.raises(NotAText) as refused:
        text_of(content)
    assert refused.value.line.id == refusal


@pytest.mark.parametrize(
    ("name", "size", "refusal"),
    [("a.pdf", 1, "file-not-a-text"), ("txt", 1, "file-not-a-text"), ("a.txt", LARGEST + 1, "file-too-large")],
)
def test_what_is_no_text_or_too_large_is_told_by_its_name_and_size(name: str, size: int, refusal: str) -> None:
    check("A.TXT", LARGEST)
    with pytest.raises(NotAText) as refused:
        check(name, size)
    assert refused.value.line.id == refusal
