"""What can be asked for over REST, by what it is about."""

from tests.fakes.discord.routes import account, answers, channels, commands, guilds, members, messages, threads, tokens

ROUTES = (
    *account.ROUTES,
    *answers.ROUTES,
    *channels.ROUTES,
    *commands.ROUTES,
    *guilds.ROUTES,
    *members.ROUTES,
    *messages.ROUTES,
    *threads.ROUTES,
    *tokens.ROUTES,
)
