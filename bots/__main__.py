"""The `arboretum` command: one table of subcommands, each loaded when it is asked for."""

import sys
from importlib import import_module
from typing import Any

import click

COMMANDS = {  # name: (module, what it does); said here so that --help needs none of the modules
    "chat": ("bots.commands.chat", "Contribute from the terminal."),
    "rehearse": ("bots.commands.rehearse", "Let a simulated community work through the real dialogue."),
    "up": ("bots.commands.up", "Run all that is configured, in one process."),
    "store": ("bots.commands.store", "Answer bots and front ends over HTTP, as the central tree store."),
    "discord": ("bots.commands.discord", "Serve people on Discord."),
    "telegram": ("bots.commands.telegram", "Serve people on Telegram."),
    "janitor": ("bots.commands.janitor", "Do what must happen without anybody asking."),
    "export": ("bots.commands.export", "Write the collection as JSON lines."),
    "import": ("bots.commands.import_", "Bring published trees or plain prompts into the store."),
    "stats": ("bots.commands.stats", "Show how the collection is doing, language by language."),
    "db": ("bots.commands.db", "Look after the tree store's database."),
    "community": ("bots.commands.community", "Take along what communities set up."),
    "key": ("bots.commands.key", "Make, list and revoke keys to the central store."),
    "doctor": ("bots.commands.doctor", "Look for what is wrong, and say what to do."),
}


class Arboretum(click.Group):
    """Finds commands in the table, and turns what goes wrong into one sentence and a status."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, from its own module."""
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        command = import_module(module).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table into the help."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, sentence) for name, (_, sentence) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            from bots.failures import explain

            if (failure := explain(error)) is None:
                raise
            click.echo(f"arboretum: {failure.sentence}", err=True)
            sys.exit(failure.status)


@click.group(cls=Arboretum, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="arboretum")
def main() -> None:
    """Grow an open conversation dataset inside the chats where a community already lives.

    People get small tasks: write a first prompt, answer it as the user or as the assistant, review a message, put
    replies in order. Out of these grow message trees, peer-reviewed and ranked.

    \b
    Nothing needs to be configured to try it:
      arboretum chat                    be a volunteer, in this terminal
      arboretum rehearse                let a simulated community work, and see what a policy does
      arboretum export trees.jsonl.gz   write what has grown

    Settings come from the environment or from a file .env; the README lists them. Each command explains itself
    with --help.
    """


if __name__ == "__main__":
    main(prog_name="arboretum")
