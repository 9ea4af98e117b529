"""A message whose page has been turned: its text stays, its buttons go, but for those that are good for ever."""

import discord

LASTING = frozenset({"undo"})  # an answer can be taken back from its receipt, however old that is


def at_rest(message: discord.Message) -> discord.ui.LayoutView:
    """The view that a message gets; the library needn't listen for it, as our buttons are known by what they carry."""
    view = discord.ui.LayoutView.from_message(message, timeout=None)
    for row in [item for item in view.walk_children() if isinstance(item, discord.ui.ActionRow)]:
        for item in list(row.children):
            if not _lasting(item):
                row.remove_item(item)
        if not row.children:
            holder = row.parent if isinstance(row.parent, discord.ui.Container) else view
            holder.remove_item(row)
    view.stop()
    return view


def _lasting(item: discord.ui.Item[discord.ui.LayoutView]) -> bool:
    action, _, _ = (getattr(item, "custom_id", None) or "").partition(".")
    return action in LASTING
