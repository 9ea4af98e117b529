"""Acceptance: what the reviews of a message add up to."""

from core.domain.message import Message
from core.domain.policy import Policy


def acceptance(message: Message) -> float:
    """1 minus the mean of spam and language complaints; 1.0 is spotless, and so is what nobody reviewed."""
    return 1.0 - message.complaints / max(1, message.reviews)


def decide(message: Message, policy: Policy) -> bool | None:
    """The verdict over a message: what it has stays; else None until enough reviews are in.

    A verdict is taken once, when the wanted number of reviews is reached. Reservations keep later ones from coming.
    """
    root = message.parent_id is None
    if message.verdict is not None or message.reviews < policy.reviews_wanted(root):
        return message.verdict
    return acceptance(message) > (policy.acceptance_prompt if root else policy.acceptance_reply)
