"""First prompts from a plain text, one per line or per paragraph, put up for review."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import bindparam, select

from core.domain.errors import TextBroken, TextEmpty, TextTooLong
from core.domain.text import clean_text
from core.export.errors import BadLine
from core.export.graft import Refused
from core.export.lines import text_of
from core.service import account
from core.service.contribute import sow
from core.store.tables import identity, message
from core.store.transaction import Transaction

IMPORTER = ("system", "import")  # the identity in whose name prompts are sown

_AUTHOR = select(identity.c.person_id).where(identity.c.platform == IMPORTER[0], identity.c.external_id == IMPORTER[1])
_SOWN = select(message.c.text).where(
    message.c.author_id.in_(_AUTHOR),
    message.c.parent_id.is_(None),
    message.c.lang == bindparam("of_lang"),
    message.c.text.in_(bindparam("texts", expanding=True)),
)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One text and the line on which it begins."""

    line: int
    text: str


def read_prompts(
    lines: Iterable[tuple[int, bytes | BadLine]], limit: int, refuse: Callable[[Refused], None], *, paragraphs: bool
) -> Iterator[Prompt]:
    """The prompts of a text. Those that can't be stored are refused, and so is what stood before in the same text."""
    first: dict[bytes, int] = {}  # digest of a text: the line where it stood first
    for number, pieces in _paragraphs(lines) if paragraphs else ((number, [line]) for number, line in lines):
        try:
            text = _checked("\n".join(map(text_of, pieces)), limit)
            if (before := first.setdefault(sha256(text.encode()).digest(), number)) != number:
                raise BadLine(f"the same text as on line {before}")
        except BadLine as error:
            refuse(Refused(number, str(error)))
        else:
            yield Prompt(number, text)


def unsown(tx: Transaction, prompts: Sequence[Prompt], lang: str) -> list[str]:
    """The texts that no earlier import has brought in."""
    texts = [prompt.text for prompt in prompts]
    sown = set(tx.execute(_SOWN, {"of_lang": lang, "texts": texts}).scalars())
    return [text for text in texts if text not in sown]


def sow_prompts(tx: Transaction, prompts: Sequence[Prompt], lang: str, origin: str | None) -> list[str]:
    """Begin a tree with each prompt that was not imported before; their texts."""
    author = account.join(tx, *IMPORTER, name=IMPORTER[1])
    fresh = unsown(tx, prompts, lang)
    for text in fresh:
        sow(tx, author.id, lang, text, tx.policy.for_language(lang), origin=origin)
    return fresh


def _paragraphs(lines: Iterable[tuple[int, bytes | BadLine]]) -> Iterator[tuple[int, list[bytes | BadLine]]]:
    """Lines that follow each other without a blank one between them; `lines` leaves blank ones out."""
    start, last = 0, 0
    pieces: list[bytes | BadLine] = []
    for number, line in lines:
        if pieces and number != last + 1:
            yield start, pieces
            pieces = []
        start, last = start if pieces else number, number
        pieces = [*pieces, line]
    if pieces:
        yield start, pieces


def _checked(text: str, limit: int) -> str:
    try:
        return clean_text(text, limit)
    except TextEmpty:
        raise BadLine("nothing to read in it") from None
    except TextBroken:
        raise BadLine("holds NUL or half a surrogate pair") from None
    except TextTooLong as error:
        raise BadLine(f"{error.arguments['length']} characters, {limit} are allowed") from None
