"""What can be wrong with a SQLite file."""

from bots.doctor.finding import Finding, broken, well
from bots.doctor.place import Place


async def look_at_journal(place: Place) -> Finding | None:
    """Whether writing goes through a log, as it must where several processes share a file."""
    if place.open is None or place.file is None:
        return None
    mode = await place.open.read(lambda connection: connection.exec_driver_sql("pragma journal_mode").scalar_one())
    return judge_journal(str(mode))


def judge_journal(mode: str) -> Finding:
    """What a journal mode means."""
    if mode == "wal":
        return well("Readers and the writer do not wait for each other (a write-ahead log).")
    return broken(
        f"Its journal is of the kind {mode!r}: the file system does not allow a write-ahead log.",
        "Keep the file on a disk of this machine, not on a network.",
    )


async def look_at_pages(place: Place) -> Finding | None:
    """Whether the file is whole."""
    if place.open is None or place.file is None:
        return None
    verdict = await place.open.read(lambda connection: connection.exec_driver_sql("pragma quick_check(1)").scalar_one())
    if verdict == "ok":
        return well("The file is whole.")
    return broken(
        f"The file is damaged ({str(verdict).splitlines()[-1]}).",
        "Stop every process, keep a copy of the file, and restore a backup: arboretum db restore FILE --yes",
    )
