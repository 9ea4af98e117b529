from bots.desk import inbox
from bots.desk.desk import Desk
from bots.desk.inbox import Arrival
from bots.dialogue.events import Said
from bots.gauges import desk_gauges
from core.api.metrics import Metrics
from core.domain.person import Identity
from tests.fakes.clock import Clock
from tests.fakes.exposition import Exposition

ADA = Identity("test", "ada")


async def test_metrics_tell_how_long_a_desk_has_left_things_lying(any_desk: Desk, clock: Clock) -> None:
    arrived = clock.now()
    await any_desk.run(lambda connection: inbox.keep(connection, ADA, [Arrival("1", Said("her text"))], arrived))
    clock.advance(seconds=90)
    metrics = Metrics()
    metrics.add("desk", desk_gauges(any_desk))
    page = (await metrics.exposed()).decode()
    found = Exposition(page)
    assert (found.value("desk_waiting", box="inbox"), found.value("desk_oldest_seconds", box="inbox")) == (1, 90)
    assert (found.value("desk_waiting", box="outbox"), found.value("desk_oldest_seconds", box="outbox")) == (0, 0)
    assert "her text" not in page
