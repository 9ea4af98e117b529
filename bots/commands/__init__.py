"""One module per subcommand, each with a `command`; they import what they need when they run, so that help is quick."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.settings import Settings


def prepare(*, quiet: bool = False, **given: Any) -> "Settings":
    """The settings of this process, with its log set up as they say; `quiet` where a talk stands on the same screen."""
    from bots.logs import set_up_logs
    from core.settings import load_settings

    settings = load_settings(**given)
    set_up_logs("console:error" if quiet and "log" not in settings.model_fields_set else settings.log)
    return settings
