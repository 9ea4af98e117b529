"""The table of routes: the one source of routing, validation, rights and documentation."""

from core.api import link_route
from core.api.endpoints import (
    admin,
    auth,
    flagged_messages,
    frontend_messages,
    frontend_users,
    interactions,
    leaderboards,
    message_lists,
    messages,
    messages_of_people,
    purges,
    stats,
    tasks,
    text_labels,
    trollboards,
    users,
)
from core.api.route import Route

ROUTES: tuple[Route, ...] = (
    *tasks.ROUTES,
    *interactions.ROUTES,
    *text_labels.ROUTES,
    *message_lists.ROUTES,
    *messages.ROUTES,
    *frontend_messages.ROUTES,
    *users.ROUTES,
    *frontend_users.ROUTES,
    *messages_of_people.ROUTES,
    *flagged_messages.ROUTES,
    *leaderboards.ROUTES,
    *trollboards.ROUTES,
    *stats.ROUTES,
    *admin.ROUTES,
    *purges.ROUTES,
    *auth.ROUTES,
    *link_route.ROUTES,
)
