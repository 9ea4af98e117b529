"""The table at the end of a rehearsal, for the operator who tries a policy."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console, RenderableType
from rich.table import Table

from bots.rehearse.comparison import Difference
from bots.rehearse.ledger import Ledger
from bots.rehearse.summary import Stalled, Summary
from core.domain.task import Kind
from core.domain.tree import State
from core.service.recount import Finding

SHOWN = 20  # findings and differences; more are counted


@dataclass(frozen=True)
class Result:
    """All that is known at the end; `differences` is None where nothing was compared."""

    summary: Summary
    ledger: Ledger
    findings: list[Finding]
    differences: list[Difference] | None
    seconds: float  # by this machine's clock
    minutes: float  # by the simulated one

    @property
    def clean(self) -> bool:
        """Whether every invariant holds, and nothing differs."""
        return not self.findings and not self.differences


def print_report(console: Console, result: Result) -> None:
    """Print the result as tables, and what is wrong beneath them."""
    for table in (_trees(result.summary), _tasks(result.summary), _people(result), _run(result)):
        console.print(table)
    for stalled in result.summary.stalled:
        console.print(_why(stalled), markup=False, soft_wrap=True)
    _print_list(console, "Broken invariants", [_sentence(finding) for finding in result.findings])
    _print_list(console, "Differences from the dataset", list(map(str, result.differences or ())))


def _trees(summary: Summary) -> RenderableType:
    languages = sorted({lang for lang, _ in summary.trees})
    table = Table("trees", *languages)
    for state in State:
        counts = [summary.trees.get((lang, state), 0) for lang in languages]
        if any(counts):
            table.add_row(state, *map(str, counts))
    return table


def _tasks(summary: Summary) -> RenderableType:
    columns = {"done": "done", "skipped": "skipped", "lapsed": "expired", "held": "in hand"}
    table = Table("tasks", *columns.values())
    for kind in Kind:
        table.add_row(kind, *(str(summary.tasks.get(kind, {}).get(state, 0)) for state in columns))
    totals = (sum(counts.get(state, 0) for counts in summary.tasks.values()) for state in columns)
    table.add_section()
    table.add_row("all", *map(str, totals))
    return table


def _people(result: Result) -> RenderableType:
    summary, languages = result.summary, sorted(result.summary.needed)
    table = Table("people", *languages)
    table.add_row("present", *(str(summary.speakers[lang]) for lang in languages))
    table.add_row("needed by the policy", *(str(summary.needed[lang]) for lang in languages))
    return table


def _run(result: Result) -> RenderableType:
    answers = result.ledger.answers
    compared = "not compared" if result.differences is None else _count(len(result.differences))
    table = Table("the whole", "", show_header=True)
    table.add_row("people who worked", str(len(result.ledger.workers)))
    table.add_row("answers that came back", str(result.ledger.returned))
    table.add_row("simulated time", f"{result.minutes / 60:.1f} hours")
    table.add_row("tasks per second", f"{answers / result.seconds:.1f} ({answers} in {result.seconds:.1f} s)")
    table.add_row("broken invariants", _count(len(result.findings)))
    table.add_row("differences from the dataset", compared)
    return table


def _count(number: int) -> str:
    return str(number) if number else "none"


def _why(stalled: Stalled) -> str:
    wanted = ", ".join(f"{units} of {kind}" for kind, units in stalled.wanted.items())
    return (
        f"{stalled.lang} can't go on: {wanted} wanted, and none of its {stalled.speakers} people may do it any more; "
        f"the policy needs {stalled.needed} at least."
    )


def _sentence(finding: Finding) -> str:
    return f"{finding.subject}: {finding.what}: {finding.stored} instead of {finding.found}"


def _print_list(console: Console, what: str, entries: Sequence[str]) -> None:
    if not entries:
        return
    console.print(f"{what}: {len(entries)}")
    for entry in entries[:SHOWN]:
        console.print(f"  {entry}", markup=False, highlight=False, soft_wrap=True)
    if len(entries) > SHOWN:
        console.print(f"  and {len(entries) - SHOWN} more")
