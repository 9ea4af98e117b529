"""Where a process listens, as an option of its command."""

import click


def place(_: click.Context, __: click.Parameter, listen: str | None) -> str | None:
    """The option's value as `host:port`; a usage error for anything else."""
    from core.settings import host_and_port

    try:
        return None if listen is None else host_and_port(listen)
    except ValueError as error:
        raise click.BadParameter(f"{error}.") from error
