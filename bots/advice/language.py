"""Which language a text seems to be in."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

SHORTEST = 25  # characters of prose; below that any guess is noise
ENOUGH = 2_000  # characters to tell by; more only cost time
CONFIDENT = 0.85
_BIG = (
    "en",
    "zh",
    "es",
    "ar",
    "hi",
    "pt",
    "ru",
    "ja",
    "de",
    "fr",
    "ko",
    "it",
    "tr",
    "vi",
    "pl",
    "uk",
    "nl",
    "id",
    "fa",
)
_NOTHING = "zxx"  # the model's name for what is no language at all
_SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "fil": "tl"}
_NO_PROSE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`|\bhttps?://\S+|\bwww\.\S+|(?<!\S)[^\s@]++@\S+", re.DOTALL)


def guess_language(text: str, candidates: Sequence[str]) -> str | None:
    """The tag of the language a text is most likely in, or None when nobody can be sure.

    `candidates` are the tags it might be in, the expected one first; a language among them is returned under the tag
    given there, any other under its own. Code and addresses are left out of account.
    """
    prose = " ".join(_NO_PROSE.sub(" ", text).split())
    known = {_base(tag): tag for tag in reversed(candidates)}
    if len(prose) < SHORTEST or not known.keys() <= set(_model().labels):
        return None
    possible = {*known, *_BIG, _NOTHING}
    chances: dict[str, float] = {base: chance for base, chance in _model().rank(prose[:ENOUGH]) if base in possible}
    best = max(chances, key=chances.__getitem__)
    if best == _NOTHING or chances[best] < CONFIDENT * sum(chances.values()):
        return None
    return known.get(best, best)


def _base(tag: str) -> str:
    language = tag.lower().replace("_", "-").split("-")[0]
    return _SAME.get(language, language)


@cache
def _model() -> Any:
    """Loaded at the first question: it takes a second, and a hundred megabytes."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
