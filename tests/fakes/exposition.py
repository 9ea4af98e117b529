"""What Prometheus would read on the page of metrics."""

from prometheus_client.parser import text_string_to_metric_families

Labels = frozenset[tuple[str, str]]


class Exposition:
    """The samples of a page, by name and labels."""

    def __init__(self, page: str) -> None:
        self._values = {
            (sample.name, frozenset(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(page)
            for sample in family.samples
        }

    def value(self, name: str, **labels: str) -> float | None:
        """One sample; None where it is not there. The prefix of all names is left out."""
        return self._values.get((f"arboretum_{name}", frozenset(labels.items())))

    def labels(self, name: str, label: str) -> set[str]:
        """All values of a label."""
        found = [dict(labels) for known, labels in self._values if known == f"arboretum_{name}"]
        return {one[label] for one in found if label in one}
