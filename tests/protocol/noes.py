"""Ways to be refused: for each, the code and the status that the protocol has for it."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from types import ModuleType

from tests.fakes.api import Answer, Api
from tests.fakes.clock import Clock

Produce = Callable[[Api, Clock], Awaitable[Answer]]

ABSENT = "0e0c0a5e-7f3d-4c59-8d7e-3d6e5f1a2b3c"


@dataclass(frozen=True)
class No:
    """One way to be refused."""

    code: int
    status: int
    produce: Produce

    @property
    def name(self) -> str:
        """What is done, for the name of the test."""
        return f"{self.code}-{self.produce.__name__}"


def no(code: int, status: int) -> Callable[[Produce], No]:
    """What a function produces."""
    return lambda produce: No(code, status, produce)


def noes(*modules: ModuleType) -> Iterator[No]:
    """All that stand in some modules."""
    for module in modules:
        yield from (one for one in vars(module).values() if isinstance(one, No))
