"""What Prometheus may know: counts of this process, and gauges read when it asks; never a name, a text or a key."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from time import monotonic

import structlog
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric

from core.domain.deed import Deed, What
from core.failure import describe

PREFIX = "arboretum_"
OTHER = "other"
MOST_LANGUAGES = 100  # as label values in a process: people can think up any number of tags
FRESH_SECONDS = 10.0  # for how long gauges that were read are good enough
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Gauge:
    """Samples: the values of the labels, and what was measured; one of the labels may be `language`."""

    name: str  # without the prefix
    about: str
    labels: tuple[str, ...]
    samples: Sequence[tuple[Sequence[str], float]]


Source = Callable[[], Awaitable[Iterable[Gauge]]]


class Metrics:
    """What one process counts, and the sources of its gauges."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call] # the moment at which each series began doubles their number
        self._registry = CollectorRegistry()
        self._clock = clock
        self._sources: dict[str, _Kept] = {}
        self._languages: set[str] = set()
        ProcessCollector(registry=self._registry)
        self._registry.register(self)
        self._calls = self._counter("calls", "Calls that were answered.", "route", "status")
        self._refusals = self._counter("refusals", "Calls that were refused, by error code.", "code")
        self._seconds = Histogram(
            f"{PREFIX}call_seconds", "How long calls took.", ("route",), registry=self._registry, buckets=_BUCKETS
        )
        self._deeds = {
            What.HANDED_OUT: self._counter("handouts", "Tasks handed out.", "kind", "language"),
            What.ANSWERED: self._counter("answers", "Answers filed.", "kind", "language"),
            What.SKIPPED: self._counter("skips", "Tasks given back unanswered.", "kind", "language"),
            What.LAPSED: self._counter("lapses", "Tasks whose lease ended unanswered.", "kind", "language"),
            What.ACCEPTED: self._counter("accepted", "Texts that passed a gate.", "kind", "language"),
            What.REJECTED: self._counter("rejected", "Texts that a gate kept out.", "kind", "language"),
            What.REPORTED: self._counter("reports", "Red flags raised.", "language"),
            What.REPEATED: self._counter("repeats", "Acts that came again under their idempotency key."),
            What.RETRIED: self._counter("retries", "Times that a transaction lost a race and was run again."),
        }

    def add(self, name: str, source: Source, seconds: float = FRESH_SECONDS) -> None:
        """Read further gauges from a source, at most once in so many seconds."""
        self._sources[name] = _Kept(name, source, seconds)

    def called(self, route: str, status: int, code: int | None, seconds: float) -> None:
        """Count a call."""
        self._calls.labels(route, status).inc()
        self._seconds.labels(route).observe(seconds)
        if code is not None:
            self._refusals.labels(code).inc()

    def done(self, deeds: Sequence[Deed]) -> None:
        """Count what a transaction did; the store's watcher."""
        for deed in deeds:
            counter = self._deeds[deed.what]
            match deed.what:
                case What.REPEATED | What.RETRIED:
                    counter.inc()
                case What.REPORTED:
                    counter.labels(self._language(deed.lang)).inc()
                case _:
                    counter.labels(deed.kind, self._language(deed.lang)).inc()

    async def exposed(self) -> bytes:
        """Everything, in Prometheus' own format; a source that can't be read is left out and says so."""
        for kept in self._sources.values():
            await kept.refresh(self._clock())
        return generate_latest(self._registry)

    def describe(self) -> Iterable[Metric]:
        """Nothing is known of the gauges before they are read."""
        return ()

    def collect(self) -> Iterable[Metric]:
        """The gauges as they were read lastly."""
        up = GaugeMetricFamily(f"{PREFIX}source_up", "Whether gauges could be read.", labels=["source"])
        for kept in self._sources.values():
            up.add_metric([kept.name], kept.up)
            yield from map(self._family, kept.gauges)
        yield up

    def _family(self, gauge: Gauge) -> GaugeMetricFamily:
        family = GaugeMetricFamily(PREFIX + gauge.name, gauge.about, labels=gauge.labels)
        place = gauge.labels.index("language") if "language" in gauge.labels else None
        for values, value in gauge.samples:
            if place is None or self._language(values[place]) != OTHER:
                family.add_metric(values, value)
        return family

    def _language(self, lang: str) -> str:
        """A tag as the value of a label: one of the first hundred that are met, or `other`."""
        if lang not in self._languages:
            if len(self._languages) == MOST_LANGUAGES:
                return OTHER
            self._languages.add(lang)
        return lang

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(PREFIX + name, about, labels, registry=self._registry)


class _Kept:
    """What a source said lately."""

    def __init__(self, name: str, source: Source, seconds: float) -> None:
        self.name = name
        self.gauges: tuple[Gauge, ...] = ()
        self.up = False
        self._source = source
        self._seconds = seconds
        self._read_at: float | None = None
        self._reading = asyncio.Lock()

    async def refresh(self, now: float) -> None:
        """Ask the source, unless its last word is fresh."""
        async with self._reading:
            if self._read_at is None or now >= self._read_at + self._seconds:
                await self._read()
                self._read_at = now

    async def _read(self) -> None:
        try:
            self.gauges, self.up = tuple(await self._source()), True
        except Exception as error:
            log.warning("gauges_unread", source=self.name, error=describe(error))
            self.gauges, self.up = (), False
