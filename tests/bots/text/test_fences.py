"""Blocks of code are found as Markdown means them."""

import pytest

from bots.text.fences import blocks


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("```\nx\n```\n", ["```\nx\n```\n"]),
        ("a\n```python\nx\n```\nb", ["```python\nx\n```\n"]),
        ("~~~\n```\n~~~\n", ["~~~\n```\n~~~\n"]),
        ("````\n```\n````", ["````\n```\n````"]),
        ("```\nnever closed", ["```\nnever closed"]),
        ("inline ``` fence\n```x``` too\n", []),
        ("    ```\nindented\n", []),
        ("```\na\n```\n\n```\nb\n```", ["```\na\n```\n", "```\nb\n```"]),
    ],
)
def test_blocks_are_found_as_markdown_means_them(text: str, found: list[str]) -> None:
    assert [text[block.start : block.end] for block in blocks(text)] == found


def test_a_block_knows_where_its_code_stands() -> None:
    (block,) = blocks("see\n```python\nx = 1\n```\nso")
    assert (block.opening, block.marker) == ("```python\n", "```")
    assert "see\n```python\nx = 1\n```\nso"[block.body : block.close] == "x = 1\n"
    assert block.holds(block.body)
    assert not block.holds(block.start)
    assert not block.holds(block.end)
