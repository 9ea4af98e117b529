"""Every word that a person reads, by id, from locales/<tag>/*.ftl."""

from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import babel
import structlog
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentNone
from fluent.syntax import ast

from bots.dialogue.cards import Line
from bots.text.markup import plain

FALLBACK = "en"
LOCALES = Path(__file__).parents[2] / "locales"  # beside bots/, in a checkout as in an installed wheel

log = structlog.get_logger()


class Texts:
    """The words of all locales; a translator's mistake falls back to English and never costs an answer."""

    def __init__(self, folder: Path = LOCALES) -> None:
        self._folder = folder
        self._bundles: dict[str, FluentBundle] = {}
        self._complaints: set[tuple[str, str]] = set()
        self._fixed: dict[tuple[str, tuple[str, ...]], str] = {}  # what has nothing to be filled in
        if FALLBACK not in self.locales():
            raise FileNotFoundError(f"no {FALLBACK} texts in {folder}")

    def locales(self) -> tuple[str, ...]:
        """The tags there are texts for."""
        return self._tags

    def ids(self) -> tuple[str, ...]:
        """Every id there is a text for, in English and so in all locales."""
        return self._ids

    def negotiate(self, requested: str) -> str:
        """The best tag we have for one that a person or platform names: de-AT → de, pt_br → pt-PT, tlh → en."""
        return _chain(self._tags, requested)[0]

    def format(self, line: Line, locale: str) -> str:
        """The text of a line for a reader of this locale.

        A text that is missing there, or can't be filled in, is taken from the next locale of the chain
        (de-AT → de → en). Arguments are neutralised as `plain` does and isolated from the direction of the text
        around them.
        """
        chain = _chain(self._tags, locale)
        if line.arguments or line.lines or line.languages:
            return self._filled_in(line, chain)
        if (line.id, chain) not in self._fixed:
            self._fixed[line.id, chain] = self._filled_in(line, chain)
        return self._fixed[line.id, chain]

    def _filled_in(self, line: Line, chain: tuple[str, ...]) -> str:
        partial = None
        for tag in chain:
            text, faults = self._resolve(line, tag)
            if text is not None and not faults:
                return text
            self._complain(tag, line.id, faults)
            partial = partial or text
        return partial or line.id

    @cached_property
    def _tags(self) -> tuple[str, ...]:
        return tuple(sorted({path.parent.name for path in self._folder.glob("*/*.ftl")}))

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        entries = (entry for content in self._contents(FALLBACK) for entry in parsed(content).body)
        return tuple(entry.id.name for entry in entries if isinstance(entry, ast.Message))

    def _resolve(self, line: Line, tag: str) -> tuple[str | None, list[Exception]]:
        """The text in exactly this locale, and what went wrong."""
        bundle = self._bundle(tag)
        if not bundle.has_message(line.id):
            return None, [LookupError("no such id")]
        try:
            message = bundle.get_message(line.id)
            if message.value is None:
                return None, [LookupError("no value")]
            text, faults = bundle.format_pattern(message.value, self._arguments(line, tag))
        except Exception as fault:  # whatever stands in a translator's file, the person still gets a text
            return None, [fault]
        return (None if isinstance(text, FluentNone) else text), faults

    def _arguments(self, line: Line, tag: str) -> dict[str, Any]:
        return {
            **{name: plain(value) if isinstance(value, str) else value for name, value in line.arguments.items()},
            **{name: self.format(inner, tag) for name, inner in line.lines.items()},
            **{name: language_name(language, tag) for name, language in line.languages.items()},
        }

    def _bundle(self, tag: str) -> FluentBundle:
        if tag not in self._bundles:
            self._bundles[tag] = _bundle_of(tag, self._contents(tag))
        return self._bundles[tag]

    def _contents(self, tag: str) -> tuple[str, ...]:
        """What its files hold; a broken one is told."""
        paths = sorted((self._folder / tag).glob("*.ftl"))
        contents = tuple(path.read_text(encoding="utf-8") for path in paths)
        for path, content in zip(paths, contents, strict=True):
            if any(isinstance(entry, ast.Junk) for entry in parsed(content).body):
                log.error("locale_file_broken", file=f"{path.parent.name}/{path.name}")
        return contents

    def _complain(self, tag: str, text_id: str, faults: list[Exception]) -> None:
        if (tag, text_id) not in self._complaints:
            self._complaints.add((tag, text_id))
            log.warning("text_fell_back", locale=tag, text=text_id, faults=[str(fault) for fault in faults])


@lru_cache(maxsize=64)
def parsed(content: str) -> ast.Resource:
    """What a file holds, read once: all of them take a third of a second, and several parts have texts of their own."""
    return FluentResource(content)


@lru_cache(maxsize=16)
def _bundle_of(tag: str, contents: tuple[str, ...]) -> FluentBundle:
    """The texts of some files in a locale; what was worked out of them once serves all parts."""
    bundle = FluentBundle([tag], use_isolating=True)
    for content in contents:
        bundle.add_resource(parsed(content))
    return bundle


@lru_cache(maxsize=1024)
def _chain(tags: tuple[str, ...], requested: str) -> tuple[str, ...]:
    """The tags to look in, best first; the last is the fallback. Discord's commands ask thousands of times."""
    ours = {tag.lower(): tag for tag in tags}
    subtags = requested.replace("_", "-").lower().split("-")
    prefixes = ["-".join(subtags[:end]) for end in range(len(subtags), 0, -1)]
    cousins = [tag for tag in ours if tag.split("-")[0] == subtags[0]]
    found = [ours[tag] for tag in prefixes if tag in ours] or [ours[tag] for tag in cousins[:1]]
    return tuple(dict.fromkeys([*found, FALLBACK]))


@lru_cache(maxsize=4096)
def language_name(tag: str, locale: str) -> str:
    """What a language is called in the reader's locale; the tag itself where nobody knows."""
    try:
        reader = babel.Locale.parse(locale, sep="-")
        return babel.Locale.parse(tag, sep="-").get_display_name(reader) or plain(tag)
    except (ValueError, babel.UnknownLocaleError):
        return plain(tag)


@lru_cache(maxsize=1024)
def own_name(tag: str) -> str:
    """What a language is called by those who speak it, as an entry of a list; the tag where nobody knows."""
    name = language_name(tag, tag)
    return name if name == tag else name[:1].upper() + name[1:]
