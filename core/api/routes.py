"""The table of routes: the one source of routing, validation, rights and documentation."""

from core.api import link_route
from core.api.endpoints import interactions, tasks
from core.api.route import Route

ROUTES: tuple[Route, ...] = (
    *tasks.ROUTES,
    *interactions.ROUTES,
    *link_route.ROUTES,
)
