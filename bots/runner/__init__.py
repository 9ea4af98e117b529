"""The only loop: event → step → requests and cards, durable at every arrow."""

from bots.runner.runner import Runner

__all__ = ["Runner"]
