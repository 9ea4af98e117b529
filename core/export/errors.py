"""What keeps a release from being written or read."""


class FileUnusable(Exception):
    """A file can't be read or written; the sentence says which and why."""


class BadLine(Exception):
    """A line that can't go in; the message is the reason, without the number."""


class TrialOnly(Exception):
    """A selection holds `count` contributions that were agreed to as a trial, with the promise of no release."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"{count} contributions of this selection were agreed to as a trial, with the promise that nothing is "
            "released, so nothing was written; --trial exports them all the same."
        )
        self.count = count
