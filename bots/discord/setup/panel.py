"""The panel of the set-up: menus that say what is chosen, what is missing beneath them, and what to do about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ButtonStyle, ChannelType, SelectDefaultValue, SelectDefaultValueType, SelectOption

from bots.dialogue.cards import Line
from bots.dialogue.community import Community, Place
from bots.discord.buttons import SignedButton
from bots.discord.drawing import Reader
from bots.discord.drawing.limits import BUTTON, OPTION, PLACEHOLDER
from bots.discord.permissions import Use
from bots.discord.setup.changes import MOST, Page, offered
from bots.discord.setup.pick import Menu, SignedPick
from bots.discord.setup.survey import Survey
from bots.text.locale import language_name
from core.domain.task import Kind

Item = discord.ui.Item[Any]

PLACES: Mapping[Place, str] = {
    Place.PRIVATE: "setup-place-private",
    Place.THREAD: "setup-place-thread",
    Place.DIRECT: "setup-place-direct",
}
_OTHER: Mapping[Page, tuple[Page, str]] = {
    Page.CHANNELS: (Page.WORK, "setup-to-work"),
    Page.WORK: (Page.CHANNELS, "setup-to-channels"),
}


@dataclass(frozen=True)
class Panel:
    """One page, for one reader; `notes` say what the last press did."""

    reader: Reader
    community: Community
    survey: Survey
    notes: Sequence[Line] = ()

    def page(self, page: Page) -> discord.ui.LayoutView:
        """The page as a message."""
        menus = self._channels() if page is Page.CHANNELS else self._work()
        title = discord.ui.TextDisplay[Any](f"### {self._word('setup-title')}")
        told = [*self._told(self.notes), discord.ui.Separator[Any](), *self._told(self.survey.checks)]
        view = discord.ui.LayoutView(timeout=None)
        view.add_item(discord.ui.Container(title, *menus, *told, self._buttons(page)))
        return view

    def _channels(self) -> list[Item]:
        community, text, news = self.community, ChannelType.text, ChannelType.news
        menus = [
            *self._channel("setup-tasks", Use.TASKS, community.task_channel, "setup-tasks-none", [text]),
            *self._channel("setup-board", Use.BOARD, community.board_channel, "setup-board-none", [text, news]),
        ]
        if not self.survey.moderates:
            return menus
        reports = self._channel(
            "setup-reports", Use.REPORTS, community.moderators_channel, "setup-reports-none", [text]
        )
        return [*menus, *reports, *self._roles()]

    def _work(self) -> list[Item]:
        community = self.community
        languages = [(lang, self._language(lang)) for lang in offered(community.languages)]
        kinds = [(str(kind), self._word(f"kind-{kind}")) for kind in Kind]
        places = [(str(place), self._word(id)) for place, id in PLACES.items()]
        locales = [(tag, self._language(tag)) for tag in self.reader.texts.locales()]
        return [
            *self._several("setup-languages", languages, community.languages, "setup-languages-none"),
            *self._several("setup-kinds", kinds, community.kinds, "setup-kinds-none"),
            *self._one("setup-place", places, community.place, "setup-place-hint"),
            *self._one("setup-locale", locales, community.locale, "setup-locale-none", may_be_none=True),
        ]

    def _channel(self, action: str, use: Use, chosen: str, none: str, types: list[ChannelType]) -> list[Item]:
        gone = any(standing.use is use and standing.gone for standing in self.survey.standings)
        shown = [] if gone or not chosen else [_shown(chosen, SelectDefaultValueType.channel)]
        menu = discord.ui.ChannelSelect[Any](
            channel_types=types, placeholder=self._hint(none), min_values=0, default_values=shown
        )
        return self._labelled(action, menu)

    def _roles(self) -> list[Item]:
        chosen = self.survey.roles[:MOST]
        menu = discord.ui.RoleSelect[Any](
            placeholder=self._hint("setup-roles-none"),
            min_values=0,
            max_values=MOST,
            default_values=[_shown(role, SelectDefaultValueType.role) for role in chosen],
        )
        return self._labelled("setup-roles", menu)

    def _several(self, action: str, offers: list[tuple[str, str]], chosen: Iterable[str], none: str) -> list[Item]:
        options = _options(offers, chosen)
        hint = self._hint(none)
        menu = discord.ui.Select[Any](options=options, placeholder=hint, min_values=0, max_values=len(options))
        return self._labelled(action, menu)

    def _one(
        self, action: str, offers: list[tuple[str, str]], chosen: str, hint: str, *, may_be_none: bool = False
    ) -> list[Item]:
        options = _options(offers, [chosen])
        menu = discord.ui.Select[Any](
            options=options, placeholder=self._hint(hint), min_values=0 if may_be_none else 1, max_values=1
        )
        return self._labelled(action, menu)

    def _labelled(self, action: str, menu: Menu) -> list[Item]:
        """A menu below the line that says what it is for; both have one name."""
        pick = SignedPick.of(self.reader.token(action, 0), menu)
        return [discord.ui.TextDisplay(self._word(action)), discord.ui.ActionRow(pick)]

    def _buttons(self, page: Page) -> discord.ui.ActionRow[Any]:
        other, to_other = _OTHER[page]
        paused = self.community.paused
        return discord.ui.ActionRow(
            self._button("setup-page", str(other), to_other, ButtonStyle.primary),
            self._button("setup-test", str(page), "setup-test"),
            self._button(
                "setup-pause", f"{'off' if paused else 'on'},{page}", "setup-go-on" if paused else "setup-pause"
            ),
        )

    def _button(
        self, action: str, argument: str, label: str, style: ButtonStyle = ButtonStyle.secondary
    ) -> SignedButton:
        return SignedButton.of(self.reader.token(action, 0, argument), self.reader.label(Line(label), BUTTON), style)

    def _told(self, lines: Sequence[Line]) -> list[Item]:
        return [discord.ui.TextDisplay("\n".join(map(self.reader.word, lines)))] if lines else []

    def _word(self, id: str) -> str:
        return self.reader.word(Line(id))

    def _hint(self, id: str) -> str:
        return self.reader.label(Line(id), PLACEHOLDER)

    def _language(self, tag: str) -> str:
        return language_name(tag, self.reader.locale)


def _options(offers: Iterable[tuple[str, str]], chosen: Iterable[str]) -> list[SelectOption]:
    on = set(chosen)
    return [SelectOption(label=name[:OPTION], value=value, default=value in on) for value, name in offers]


def _shown(id: Any, type: SelectDefaultValueType) -> SelectDefaultValue:
    """What a menu shows as chosen; ids stay text, as Discord writes them."""
    return SelectDefaultValue(id=id, type=type)
