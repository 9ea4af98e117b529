import click
import pytest

from bots.commands.language import Language


@pytest.mark.parametrize(("written", "meant"), [("de", "de"), ("EN", "en"), ("pt-br", "pt-BR"), ("gsw", "gsw")])
def test_a_tag_is_read_in_its_usual_form(written: str, meant: str) -> None:
    assert Language().convert(written, None, None) == meant


@pytest.mark.parametrize("written", ["", "no!", "the tongue of angels", "de\n"])
def test_anything_else_is_wrong_use(written: str) -> None:
    with pytest.raises(click.BadParameter, match="write one like en, de or pt-BR"):
        Language().convert(written, None, None)
