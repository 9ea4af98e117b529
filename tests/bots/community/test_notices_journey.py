"""From a report in a real store to a card, a decision, and what the card says then."""

import pytest

from bots.community.keeper import Keeper
from bots.desk import communities
from bots.desk.desk import Desk
from bots.dialogue.cards import Line, Quote
from bots.dialogue.community import Community
from bots.text.locale import Texts
from core.domain.task import Kind
from core.link.requests import Remove, Report, Settle
from tests.fakes.grove import Grove
from tests.fakes.pinboard import Pinboard


@pytest.mark.parametrize(("act", "told"), [(Remove, "notice-removed"), (Settle, "notice-settled")])
async def test_a_report_becomes_a_card_that_tells_of_its_decision(
    desk: Desk, sqlite_grove: Grove, act: type[Remove] | type[Settle], told: str
) -> None:
    grove, pinboard = sqlite_grove, Pinboard()
    keeper = Keeper("test", desk, grove.link, Texts(), pinboard)
    community = Community("7", board_channel="71", moderators_channel="72", languages=("en",))
    await desk.run(lambda connection: communities.save(connection, "test", community, desk.clock()))
    ada, ben, mo = await grove.join("ada"), await grove.join("ben"), await grove.moderator()
    receipt = await grove.write(ada, Kind.INITIAL_PROMPT, "Buy my cheap watches!")
    assert receipt.message_id is not None
    await grove.send(Report(ben.id, receipt.message_id, "An advertisement"))
    await keeper.tick()
    (card,) = pinboard.in_channel("72")
    assert [part.text for part in card.parts if isinstance(part, Quote)] == [
        "Buy my cheap watches!",
        "An advertisement",
    ]
    await grove.send(act(mo.id, receipt.message_id))
    grove.clock.advance(minutes=1)
    await keeper.tick()
    (card,) = pinboard.in_channel("72")
    last = card.parts[-1]
    assert isinstance(last, Line)
    assert (last.id, last.arguments["by"]) == (told, "Admin")
    assert any(isinstance(part, Quote) for part in card.parts) is (act is Settle)
    assert card.buttons == ()
    assert len(pinboard.in_channel("71")) == 1
