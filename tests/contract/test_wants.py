"""What a board says is wanted."""

import pytest

from core.domain.errors import TaskRequestInvalid
from core.domain.person import Person
from core.domain.policy import Policy
from core.domain.task import Kind
from core.link.requests import Availability, Wants
from tests.fakes.clock import Clock
from tests.fakes.grove import Carrier, Grove


def there(counts: dict[str, int]) -> dict[str, int]:
    return {kind: units for kind, units in counts.items() if units}


async def test_what_is_wanted_is_what_a_newcomer_could_take(grove: Grove, ada: Person, ben: Person) -> None:
    await grove.ripen(ada, ben)
    await grove.write(ada, Kind.INITIAL_PROMPT, "Why?")
    await grove.take(await grove.join("cleo"), Kind.ASSISTANT_REPLY)
    wanted = await grove.send(Wants(("en",)))
    newcomer = await grove.join("newcomer")
    assert wanted == {"en": there(await grove.send(Availability(newcomer.id, "en")))}
    assert set(wanted["en"]) == {
        Kind.INITIAL_PROMPT,
        Kind.ASSISTANT_REPLY,
        Kind.PROMPTER_REPLY,
        Kind.LABEL_INITIAL_PROMPT,
    }
    await grove.take(newcomer, Kind.LABEL_INITIAL_PROMPT)
    assert Kind.LABEL_INITIAL_PROMPT not in (await grove.send(Wants(("en",))))["en"]


async def test_where_no_language_is_named_all_that_want_something_are_told(grove: Grove) -> None:
    assert await grove.send(Wants()) == {}
    anna = await grove.join("anna", "de", "en")
    await grove.write(anna, Kind.INITIAL_PROMPT, "Warum?", "de")
    await grove.write(anna, Kind.INITIAL_PROMPT, "Why?", "en")
    wanted = await grove.send(Wants())
    assert {lang: kinds[Kind.LABEL_INITIAL_PROMPT] for lang, kinds in wanted.items()} == {"de": 1, "en": 1}
    assert set(await grove.send(Wants(("DE",)))) == {"de"}


async def test_a_language_that_nobody_has_written_in_wants_first_prompts(grove: Grove) -> None:
    assert set((await grove.send(Wants(("gsw",))))["gsw"]) == {Kind.INITIAL_PROMPT}


async def test_d14_a_closed_language_wants_nothing(grove_url: str, clock: Clock, carrier: Carrier) -> None:
    async with Grove.open(grove_url, clock, Policy(disabled_languages=("de",)), carrier=carrier) as grove:
        assert set(await grove.send(Wants(("de", "en")))) == {"en"}


@pytest.mark.parametrize("langs", [("",), ("English",), ("en", "en_US"), ("en",) * 101])
async def test_what_is_no_language_is_refused(grove: Grove, langs: tuple[str, ...]) -> None:
    with pytest.raises(TaskRequestInvalid):
        await grove.send(Wants(langs))
