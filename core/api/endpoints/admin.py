"""Administration: clients, and the settings that may be seen."""

from typing import Annotated, Any

from pydantic import StringConstraints

from core.api.route import Call, Rights, Route
from core.api.settings_views import full_view, public_view
from core.api.wire import Lenient, Whole
from core.domain.client import Scope
from core.service import keys

Short = Annotated[str, StringConstraints(max_length=256), Whole]


class NewClient(Lenient):
    """A client with people of its own."""

    description: Short
    frontend_type: Short
    trusted: bool = False
    admin_email: Short | None = None


def create_client(call: Call, body: NewClient) -> str:
    """Make an API client; the answer is its key, told this once."""
    client_id = keys.create_client(call.tx, body.description, body.frontend_type, body.admin_email)
    return keys.create(call.tx, client_id, Scope.TRUSTED if body.trusted else Scope.BOT)


def public_settings(call: Call) -> dict[str, Any]:
    """What every client may know of this installation."""
    return public_view(call.tx.policy, call.settings)


def full_settings(call: Call) -> dict[str, Any]:
    """All rules and settings, without a secret among them (D41)."""
    return full_view(call.tx.policy, call.settings)


ROUTES: tuple[Route, ...] = (
    Route("POST", "/admin/api_client", Rights.ROOT, create_client, tag="admin", remembered=False),
    Route("GET", "/admin/backend_settings/public", Rights.KEY, public_settings, tag="admin"),
    Route("GET", "/admin/backend_settings/full", Rights.TRUSTED, full_settings, tag="admin"),
)
