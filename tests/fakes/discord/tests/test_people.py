"""People use the real library's commands, buttons and forms."""

from tests.fakes.discord import Callback, FakeDiscord
from tests.fakes.discord.tests.bot import Bot


async def test_a_command_is_answered_privately(fake: FakeDiscord, bot: Bot) -> None:
    server = fake.guild()
    channel = server.text("tasks")
    ann, ben = fake.human("ann", server), fake.human("ben", server)
    reply = await ann.command("hello", channel, name="Ann").settled()
    assert (reply.kind, reply.ephemeral, reply.message.text) == (Callback.MESSAGE, True, "Hello Ann")
    assert [one.text for one in ann.sees(channel)] == ["Hello Ann"]
    assert ben.sees(channel) == []
    assert fake.violations == []


async def test_a_deferred_card_has_buttons_that_change_it(fake: FakeDiscord, bot: Bot) -> None:
    channel = (server := fake.guild()).text("tasks")
    ann = fake.human("ann", server)
    reply = await ann.command("door", channel).settled()
    assert (reply.kind, reply.message.text) == (Callback.DEFERRED_MESSAGE, "Knocked 0 times")
    pressed = await ann.press(reply.message, "Knock 0").settled()
    assert (pressed.kind, pressed.message.id) == (Callback.UPDATE, reply.message.id)
    assert (reply.message.text, reply.message.labels) == ("Knocked 1 times", ["Knock 1", "Say"])
    assert fake.violations == []


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
    assert fake.violations == []
