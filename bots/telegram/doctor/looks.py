"""The looks at Telegram: whether it knows the bot, how updates come, and what groups show it."""

from telegram import Bot, User, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bots.doctor.finding import Finding, Level, broken, doubtful, well
from bots.telegram.deep_link import DeepLink


def look_at_name(me: User) -> Finding:
    """Who the token belongs to."""
    return well(f"The token is that of @{me.username}.")


def look_at_updates(hook: WebhookInfo) -> Finding:
    """Whether updates are polled for or brought, and what went wrong with that last."""
    if not hook.url:
        return well("Updates are asked for in long polls; no webhook stands in the way.")
    if hook.last_error_message:
        return doubtful(
            f"Telegram brings updates to {hook.url}; the last try failed: {hook.last_error_message}.",
            "Check that this address leads to `arboretum telegram --webhook`, over TLS.",
        )
    return well(f"Telegram brings updates to {hook.url}.")


def look_at_groups(me: User) -> Finding:
    """What the bot may see in groups, and whether it can be let into any."""
    if me.can_read_all_group_messages:
        return doubtful(
            "Group privacy is off: Telegram shows the bot everything that is written in groups.",
            "Turn it on with BotFather: /setprivacy, Enable. The bot needs commands and replies alone.",
        )
    if not me.can_join_groups:
        return doubtful(
            "The bot can't be added to groups, so there are no boards and no moderators' chat.",
            "Turn that on with BotFather, if you want them: /setjoingroups, Enable.",
        )
    return well("Group privacy is on: in groups the bot hears commands and replies to itself alone.")


def look_at_topics(me: User) -> Finding:
    """Whether private chats with the bot have topics; either will do."""
    if me.has_topics_enabled:
        return well("Topics are on in private chats: each card is answered in the topic in which it was asked for.")
    return well("Topics are off in private chats, and not needed; BotFather turns them on.")


def tell_link(me: User) -> Finding:
    """The link to the private chat, and what to do next."""
    link = DeepLink().address(me.username or "")
    group = f"https://t.me/{me.username}?startgroup=setup"
    return Finding(
        Level.OK,
        f"{link} leads to the first task; {group} adds the bot to a group.",
        "Next: run `arboretum telegram`, then follow the first link; in a group, /setup.",
    )


async def sign_in(bot: Bot) -> User | Finding:
    """Who we are to Telegram; or why that can't be told."""
    try:
        return await bot.get_me()
    except InvalidToken:
        return broken(
            "Telegram doesn't know this token.", "Copy it again from BotFather into ARBORETUM_TELEGRAM_TOKEN."
        )
    except TelegramError:
        return broken(
            "Telegram can't be reached, so nothing is known of the bot.",
            "Check the network, and ARBORETUM_TELEGRAM_API_URL.",
        )
