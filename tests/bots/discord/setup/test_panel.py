import re
from collections.abc import Iterator
from typing import Any

import pytest

from bots.dialogue.cards import Line
from bots.dialogue.community import Community, Place
from bots.discord.buttons import SignedButton, SignedSelect
from bots.discord.drawing import Reader
from bots.discord.drawing.limits import BUTTON, COMPONENTS, CUSTOM_ID, OPTION, OPTIONS, PLACEHOLDER, ROW, TEXT
from bots.discord.permissions import NEEDED, Standing, Use, told
from bots.discord.setup.acts import ACTS
from bots.discord.setup.changes import CHANGES, MOST, Page
from bots.discord.setup.panel import Panel
from bots.discord.setup.pick import SignedPick
from bots.discord.setup.survey import Survey
from bots.text.locale import Texts
from bots.text.markup import utf16_units
from bots.text.press import community_owner, read_press
from core.domain.task import Kind

GUILD = 2**63 - 1  # as long as Discord's numbers get
SECRET = b"secret"
CHANNELS = [str(GUILD - number) for number in range(3)]
WORST = Community(
    str(GUILD),
    languages=tuple(f"x{n:02}" for n in range(MOST + 5)),
    kinds=tuple(Kind),
    place=Place.THREAD,
    task_channel=CHANNELS[0],
    board_channel=CHANNELS[1],
    moderators_channel=CHANNELS[2],
    moderator_roles=tuple(str(GUILD - n) for n in range(MOST)),
    locale="de",
    paused=True,
)
LACKING = tuple(Standing(use, channel, NEEDED[use]) for use, channel in zip(Use, CHANNELS, strict=True))
CHECKS = (
    *map(told, LACKING),
    *(Line("setup-blocked", {"channel": f"<#{channel}>"}) for channel in CHANNELS),
    Line("setup-roles-gone", {"count": 2}),
    Line("setup-board-hangs", {"channel": f"<#{CHANNELS[1]}>"}),
    *(Line(id) for id in ("intents-none", "setup-store-away", "setup-paused")),
)
NOTES = tuple(
    Line("setup-test-failed", {"channel": f"<#{channel}>"}, {"reason": Line("discord-no-thread-right")})
    for channel in CHANNELS
)
LOCALES = Texts().locales()


def drawn(page: Page, locale: str = "en", community: Community = WORST, survey: Survey | None = None) -> Any:
    reader = Reader(Texts(), locale, SECRET, community_owner(GUILD))
    found = survey or Survey(LACKING, WORST.moderator_roles, CHECKS)
    return Panel(reader, community, found, NOTES).page(page)


def components(page: Page, **how: Any) -> list[dict[str, Any]]:
    return list(walk(drawn(page, **how).to_components()))


def walk(those: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in those:
        yield one
        yield from walk(one.get("components", []))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("page", Page)
def test_the_longest_panel_fits_discord_in_every_language(page: Page, locale: str) -> None:
    parts = components(page, locale=locale)
    assert len(parts) <= COMPONENTS
    assert sum(utf16_units(part.get("content", "")) for part in parts) <= TEXT
    assert all(len(part["components"]) <= ROW for part in parts if part["type"] == 1)
    ids = [part["custom_id"] for part in parts if "custom_id" in part]
    assert len(ids) == len(set(ids))
    assert max(map(len, ids)) <= CUSTOM_ID
    assert all(utf16_units(part.get("placeholder") or "") <= PLACEHOLDER for part in parts)
    assert all(utf16_units(part["label"]) <= BUTTON for part in parts if part["type"] == 2)
    options = [part["options"] for part in parts if "options" in part]
    assert all(0 < len(those) <= OPTIONS for those in options)
    assert all(utf16_units(one["label"]) <= OPTION for those in options for one in those)


@pytest.mark.parametrize("page", Page)
def test_whatever_can_be_pressed_is_known_again_and_answered(page: Page) -> None:
    ids = [part["custom_id"] for part in components(page) if "custom_id" in part]
    for custom_id in ids:
        press = read_press(SECRET, 5, GUILD, custom_id.removeprefix("pick:"))
        assert press is not None
        assert press.public
        assert press.action in ACTS


@pytest.mark.parametrize("page", Page)
def test_menus_and_buttons_are_never_taken_for_one_another(page: Page) -> None:
    kinds = (SignedButton, SignedSelect, SignedPick)
    for part in components(page):
        if custom_id := part.get("custom_id"):
            ours = [kind for kind in kinds if kind.__discord_ui_compiled_template__.fullmatch(custom_id)]
            assert ours == [SignedButton if part["type"] == 2 else SignedPick]


def test_every_setting_stands_on_its_page() -> None:
    for page in Page:
        ids = [part["custom_id"] for part in components(page) if "custom_id" in part]
        actions = {re.sub(r"^pick:|\..*", "", custom_id) for custom_id in ids}
        assert {action for action, (own, _) in CHANGES.items() if own is page} <= actions
        assert {"setup-page", "setup-test", "setup-pause"} <= actions


def test_what_is_chosen_is_shown_as_chosen() -> None:
    menus = {part["custom_id"]: part for page in Page for part in components(page) if "placeholder" in part}
    chosen = {id.split(":")[1].split(".")[0]: menu for id, menu in menus.items()}
    assert chosen["setup-board"]["default_values"] == [{"id": CHANNELS[1], "type": "channel"}]
    assert len(chosen["setup-roles"]["default_values"]) == MOST
    assert {one["value"] for one in chosen["setup-place"]["options"] if one.get("default")} == {"thread"}
    assert {one["value"] for one in chosen["setup-kinds"]["options"] if one.get("default")} == set(Kind)


def test_a_channel_that_is_gone_is_not_offered_as_chosen() -> None:
    survey = Survey((Standing(Use.BOARD, CHANNELS[1], gone=True),), (), ())
    (menu,) = [part for part in components(Page.CHANNELS, survey=survey) if "setup-board" in part.get("custom_id", "")]
    assert not menu.get("default_values")


def test_nothing_chosen_is_shown_as_what_holds_then() -> None:
    parts = components(Page.CHANNELS, community=Community(str(GUILD)), survey=Survey((), (), ()))
    hints = [part["placeholder"] for part in parts if "placeholder" in part]
    assert hints == [
        "Wherever somebody asks",
        "No board",
        "None: reports wait in /mod queue",
        "Nobody but those whom my operator has named",
    ]
