"""Bring plain texts into the store as prompts to review."""

from collections.abc import Iterator, Sequence
from functools import partial

from core.domain.errors import TaskRequestInvalid
from core.export.bring_in import Counting, Outcome, Watcher, Wishes
from core.export.lines import name_of, read_lines
from core.export.plant import Planted
from core.export.prompts import Prompt, read_prompts, sow_prompts, unsown
from core.service.account import check_language
from core.store.store import Store

_AT_ONCE = 100  # of one transaction


async def bring_in_prompts(
    store: Store, sources: Sequence[str], lang: str, wishes: Wishes, watcher: Watcher, *, paragraphs: bool
) -> Outcome:
    """Import prompts in one language; what was imported before is passed over."""
    lang = check_language(lang)
    if not store.policy.takes_language(lang):
        raise TaskRequestInvalid(lang=lang)
    counting = Counting(watcher)
    limit = store.policy.for_language(lang).max_text_length
    found: list[tuple[str | None, Prompt]] = []
    for source in sources:
        lines = read_lines(source, watcher.read)
        prompts = read_prompts(lines, limit, partial(counting.refuse, source), paragraphs=paragraphs)
        found += [(wishes.origin or name_of(source), prompt) for prompt in prompts]
    storing = not (wishes.dry_run or (wishes.strict and counting.refused))
    planted = Planted()
    for origin, batch in _batches(found):
        act = store.run(sow_prompts, batch, lang, origin) if storing else store.read(unsown, batch, lang)
        fresh = len(await act)
        planted += Planted(fresh, fresh, known=len(batch) - fresh)
        watcher.stored(planted.messages + planted.known, len(found))
    return Outcome(planted, counting.refused, storing)


def _batches(found: list[tuple[str | None, Prompt]]) -> Iterator[tuple[str | None, list[Prompt]]]:
    for start in range(0, len(found), _AT_ONCE):
        part = found[start : start + _AT_ONCE]
        for origin in dict.fromkeys(origin for origin, _ in part):
            yield origin, [prompt for each, prompt in part if each == origin]
