"""`arboretum store`: the process that gets killed."""

import json
import os
import socket
from dataclasses import asdict
from functools import partial
from types import SimpleNamespace

import bots.commands.store
import bots.parts
import bots.process
from bots.__main__ import main
from core.api.app import application
from core.domain.policy import Policy
from core.service.rounds import PAUSE_SECONDS, tended
from core.store.database import open_database
from core.store.store import Store
from tests.crash.hours import Hours
from tests.fakes.api import settings

HOST = "127.0.0.1"

application(Store(open_database("postgresql://")), settings())  # what every life needs is made before the first one


def keep(line: socket.socket, database_url: str, port: int, policy: Policy, hours: Hours | None = None) -> None:
    """Serve the store of a database, and keep it clean, for ever; by a clock of its own, if it is given one."""
    for name in [name for name in os.environ if name.startswith("ARBORETUM_")]:
        del os.environ[name]
    os.environ["ARBORETUM_DATABASE_URL"] = database_url
    os.environ["ARBORETUM_LISTEN"] = f"{HOST}:{port}"
    os.environ["ARBORETUM_ADMINS"] = "test:admin"
    os.environ["ARBORETUM_POLICY"] = json.dumps(asdict(policy))
    os.environ["ARBORETUM_LOG"] = "console:error"
    if hours is not None:
        opened = partial(Store.open, clock=hours.now)
        vars(bots.parts)["Store"] = SimpleNamespace(open=opened)
        vars(bots.parts)["tended"] = partial(tended, pause=PAUSE_SECONDS / hours.pace)
    main(["store"])
