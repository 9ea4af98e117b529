import click
import pytest
from click.testing import CliRunner

from bots.commands.place import place


@click.command
@click.option("--listen", callback=place)
def listening(listen: str | None) -> None:
    click.echo(listen)


@pytest.mark.parametrize(("given", "taken"), [("127.0.0.1:80", "127.0.0.1:80"), ("8081", "0.0.0.0:8081")])
def test_a_port_alone_means_every_address(given: str, taken: str) -> None:
    assert CliRunner().invoke(listening, ["--listen", given]).output == f"{taken}\n"


def test_nothing_is_nowhere() -> None:
    assert CliRunner().invoke(listening, []).output == "\n"


def test_what_is_no_place_is_a_usage_error() -> None:
    result = CliRunner().invoke(listening, ["--listen", "127.0.0.1:70000"])
    assert (result.exit_code, "give a host and a port" in result.output) == (2, True)
