"""People use the real library's commands, buttons and forms."""

import discord
import pytest

from tests.fakes.discord import Callback, FakeDiscord, Permission
from tests.fakes.discord.tests.bot import Bot, running


async def test_a_command_is_answered_privately(fake: FakeDiscord, bot: Bot) -> None:
    channel = (server := fake.guild()).text("tasks")
    ann, ben = fake.human("ann", server), fake.human("ben", server)
    reply = await ann.command("hello", channel, name="Ann").settled()
    assert (reply.kind, reply.ephemeral, reply.message.text) == (Callback.MESSAGE, True, "Hello Ann")
    assert [one.text for one in ann.sees(channel)] == ["Hello Ann"]
    assert ben.sees(channel) == []


async def test_a_deferred_card_has_buttons_that_change_it(fake: FakeDiscord, bot: Bot) -> None:
    channel = (server := fake.guild()).text("tasks")
    ann = fake.human("ann", server)
    reply = await ann.command("door", channel).settled()
    assert (reply.kind, reply.message.text) == (Callback.DEFERRED_MESSAGE, "Knocked 0 times")
    pressed = await ann.press(reply.message, "Knock 0").settled()
    assert (pressed.kind, pressed.message.id) == (Callback.UPDATE, reply.message.id)
    assert (reply.message.text, reply.message.labels) == ("Knocked 1 times", ["Knock 1", "Say"])


async def test_a_press_on_a_card_that_is_not_up_to_date_carries_the_old_button(fake: FakeDiscord, bot: Bot) -> None:
    channel = (server := fake.guild()).text("tasks")
    ann = fake.human("ann", server)
    card = (await ann.command("door", channel).settled()).message
    old = card.frozen()
    await ann.press(card, "Knock 0").settled()
    with pytest.raises(LookupError):
        ann.press(card, "Knock 0")
    ann.press(old, "Knock 0")
    await fake.until(lambda: bot.latest and bot.latest.data and bot.latest.data.get("custom_id") == "knock:0")
    assert card.labels == ["Knock 1", "Say"]


async def test_a_form_is_filled_in_and_sent_off(fake: FakeDiscord, bot: Bot) -> None:
    channel = (server := fake.guild()).text("tasks")
    ann = fake.human("ann", server)
    card = (await ann.command("door", channel).settled()).message
    form = (await ann.press(card, "Say").settled()).form
    assert form
    assert [field.label for field in form.fields] == ["Words", "Grade", "Flags"]
    reply = await ann.submit(form, {"Words": "fine words", "Grade": "Good", "Flags": ["Rude"]}).settled()
    assert reply.message.text == "Thank you"
    words, grade, flags = [one["component"] for one in bot.submitted[0]["components"]]
    assert (words["value"], grade["value"], flags["values"]) == ("fine words", "good", ["rude"])


async def test_a_client_sends_no_form_that_does_not_fit(fake: FakeDiscord, bot: Bot) -> None:
    channel = (server := fake.guild()).text("tasks")
    ann = fake.human("ann", server)
    card = (await ann.command("door", channel).settled()).message
    form = (await ann.press(card, "Say").settled()).form
    assert form
    for values in ({"Grade": "Good"}, {"Words": "x", "Grade": "Good"}, {"Words": "words"}):
        with pytest.raises(ValueError, match="the field"):
            ann.submit(form, values)
    with pytest.raises(LookupError):
        ann.submit(form, {"Colour": "red"})


async def test_a_form_outlives_the_bot(fake: FakeDiscord) -> None:
    channel = (server := fake.guild()).text("tasks")
    ann = fake.human("ann", server)
    async with running(fake) as bot:
        await bot.tree.sync()
        card = (await ann.command("door", channel).settled()).message
        form = (await ann.press(card, "Say").settled()).form
    assert form
    async with running(fake) as bot:
        await ann.submit(form, {"Words": "still here", "Grade": "Bad"}).settled()
        assert len(bot.submitted) == 1
        assert (await ann.press(card, "Knock 0").settled()).message.text == "Knocked 1 times"


async def test_selects_take_labels_and_things(fake: FakeDiscord, bot: Bot) -> None:
    channel = (server := fake.guild()).text("tasks")
    ann = fake.human("ann", server)
    colours = (await ann.command("colours", channel).settled()).message
    assert (await ann.choose(colours, "Red", "green").settled()).message.text == "red, green"
    places = (await ann.command("colours", channel, channels=True).settled()).message
    assert (await ann.choose(places, channel, where="Where").settled()).message.text == str(channel.id)


async def test_subcommands_need_their_permission_and_complete_what_is_typed(fake: FakeDiscord, bot: Bot) -> None:
    channel = (server := fake.guild()).text("tasks")
    ann = fake.human("ann", server)
    with pytest.raises(LookupError):
        ann.command("mod ban", channel, who=ann)
    server.give(ann, server.role("moderators", Permission.MANAGE_MESSAGES))
    assert (await ann.complete("mod ban", channel, "language", "ger").settled()).choices == [("German", "de")]
    reply = await ann.command("mod ban", channel, who=ann, language="de").settled()
    assert reply.message.text == "ann in de"


async def test_files_are_read_and_messages_quoted(fake: FakeDiscord, bot: Bot) -> None:
    channel = (server := fake.guild()).text("tasks")
    ann = fake.human("ann", server)
    reply = await ann.command("read", channel, file=("poem.txt", b"roses")).settled()
    assert reply.message.text == "poem.txt: roses"
    said = ann.say(channel, "violets").said
    assert (await ann.menu("Quote", said).settled()).message.text == "> violets"


async def test_public_answers_are_seen_by_all_and_private_ones_by_one(fake: FakeDiscord, bot: Bot) -> None:
    channel = (server := fake.guild()).text("tasks")
    ann, ben = fake.human("ann", server), fake.human("ben", server)
    await ann.command("open", channel).until(lambda: len(ann.sees(channel)) == 2)
    assert [one.ephemeral for one in ann.sees(channel)] == [False, True]
    assert [one.text for one in ben.sees(channel)] == ["Knocked 0 times"]
    ann.dismiss(ann.sees(channel)[1])
    assert len(ann.sees(channel)) == 1


@pytest.mark.parametrize("private", [True, False])
async def test_a_deferred_update_is_settled_by_the_edit(fake: FakeDiscord, bot: Bot, private: bool) -> None:
    channel = (server := fake.guild()).text("tasks")
    ann = fake.human("ann", server)
    card = (await ann.command("later", channel, private=private).settled()).message
    pressed = await ann.press(card, "Later").settled()
    assert (pressed.kind, pressed.message.id, card.text) == (Callback.DEFERRED_UPDATE, card.id, "Knocked 7 times")


async def test_files_and_people_are_put_into_a_form(fake: FakeDiscord, bot: Bot) -> None:
    channel = (server := fake.guild()).text("tasks")
    ann = fake.human("ann", server)
    form = (await ann.command("upload", channel).settled()).form
    assert form
    await ann.submit(form, {"Files": [("a.txt", b"a"), ("b.txt", b"b")], "Who": ann}).settled()
    resolved = bot.submitted[0]["resolved"]
    assert sorted(one["filename"] for one in resolved["attachments"].values()) == ["a.txt", "b.txt"]
    assert resolved["users"][str(ann.id)]["username"] == "ann"
    with pytest.raises(ValueError, match="so many"):
        ann.submit(form, {"Files": []})


async def test_a_person_is_known_by_language_and_roles(fake: FakeDiscord, bot: Bot) -> None:
    server = fake.guild(locale="fr")
    role = server.role("moderators", Permission.MANAGE_MESSAGES)
    ann = fake.human("ann", server, locale="de", roles=[role])
    await ann.command("hello", server.text("tasks")).settled()
    assert bot.latest
    assert (str(bot.latest.locale), str(bot.latest.guild_locale)) == ("de", "fr")
    assert bot.latest.permissions.manage_messages
    assert isinstance(bot.latest.user, discord.Member)
    assert [one.id for one in bot.latest.user.roles] == [server.id, role.id]


async def test_commands_are_offered_where_they_belong(fake: FakeDiscord, bot: Bot) -> None:
    server, other = fake.guild(), fake.guild("without the bot", bot=False)
    ann = fake.human("ann", server, other)
    assert "hello" in ann.offered(ann.dm)
    assert ann.offered(other.text("talk")) == []
    assert (await ann.command("hello", ann.dm).settled()).message.text == "Hello you"


async def test_what_is_said_in_direct_messages_is_answered_there(fake: FakeDiscord, bot: Bot) -> None:
    ann = fake.human("ann", fake.guild())
    await ann.say(ann.dm, "!door").settled()
    assert ann.sees(ann.dm)[-1].labels == ["Knock 0", "Say"]
    assert (await ann.press(ann.sees(ann.dm)[-1], "Knock 0").settled()).message.text == "Knocked 1 times"
