"""Public buttons and moderators: a role lets somebody moderate here and now, and nothing else does."""

from sqlalchemy import select

from bots.dialogue.acts import ACTS
from core.store.tables import audit, message
from tests.fakes.town import Person, Town


async def reported(town: Town) -> tuple[Person, Person]:
    """Somebody with the moderators' role and somebody without; a report hangs in the moderators' channel."""
    role = town.guild.create_role("moderators")
    reports = town.guild.create_text_channel("reports")
    await town.set_up(moderators_channel=str(reports.id), moderator_roles=(str(role.id),))
    mia, ben = await town.volunteer("mia", role), await town.volunteer("ben")
    await town.sow("Buy my trees!")
    ada = await town.volunteer("ada")
    await ada.command("report", reason="it sells something")
    await ada.press("Spam")
    await town.front.keeper.hurry()
    await town.rest()
    return mia, ben


async def deleted(town: Town) -> list[bool]:
    return [row.deleted for row in await town.grove.rows(select(message.c.deleted))]


async def deeds(town: Town) -> list[str]:
    return [row.action for row in await town.grove.rows(select(audit.c.action).order_by(audit.c.created_at))]


async def test_a_moderator_by_role_sees_the_queue_and_removes_with_a_confirmation(town: Town) -> None:
    mia, _ = await reported(town)
    page = await mia.command("mod queue")
    assert page.private
    assert "Buy my trees!" in page.text
    id = (await town.grove.rows(select(message.c.id)))[0].id
    page = await mia.command("mod remove", id=str(id))
    assert page.private
    assert await deleted(town) == [False]
    await mia.press_any("mod_confirm")
    assert await deleted(town) == [True]
    assert "remove" in " ".join(await deeds(town))


async def test_the_card_in_the_moderators_channel_asks_the_one_who_pressed_where_nobody_else_sees(town: Town) -> None:
    mia, _ = await reported(town)
    (card,) = [one for one in mia.sees if "Buy my trees!" in one.text and not one.private]
    page = await mia.press("Remove …", card)
    assert page.private
    assert await deleted(town) == [False]
    await mia.press_any("mod_confirm")
    await town.front.keeper.hurry()
    await town.rest()
    assert await deleted(town) == [True]
    (card,) = [one for one in mia.sees if one.message.id == card.message.id]
    assert "Mia" in card.text


async def test_without_the_role_nothing_can_be_done(town: Town) -> None:
    _, ben = await reported(town)
    before = await deeds(town)
    id = str((await town.grove.rows(select(message.c.id)))[0].id)
    (card,) = [one for one in ben.sees if "Buy my trees!" in one.text and not one.private]
    pages = [await ben.press(label, card) for label in card.buttons]
    pages += [await ben.command("mod queue"), await ben.command("mod case", id=id)]
    pages += [await ben.command(f"mod {act}", id=id) for act in ACTS]
    pages += [await ben.command("mod pause"), await ben.command("mod unpause")]
    assert all(page.private and "moderators only" in page.text for page in pages)
    assert ben.sees.with_action("mod_confirm") is None
    assert await deleted(town) == [False]
    assert await deeds(town) == before


async def test_a_role_that_was_taken_away_between_card_and_confirmation_does_nothing(town: Town) -> None:
    mia, _ = await reported(town)
    id = str((await town.grove.rows(select(message.c.id)))[0].id)
    await mia.command("mod remove", id=id)
    town.env.backend.edit_member(town.guild.id, mia.member.id, {"role_ids": []})
    page = await mia.press_any("mod_confirm")
    assert "moderators only" in page.text
    assert await deleted(town) == [False]


async def test_a_break_of_the_community_is_seen_on_its_board(town: Town) -> None:
    mia, ben = await reported(town)
    await town.set_up(board_channel=str(town.square.id))
    await mia.command("mod pause")
    await mia.press_any("mod_confirm")
    town.clock.advance(minutes=11)
    await town.front.keeper.hurry()
    await town.rest()
    (board,) = [one for one in ben.sees.within(town.square.id) if not one.private]
    assert board.buttons == ()
