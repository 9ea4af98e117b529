"""The table of routes: the one source of routing, validation, rights and documentation."""

from core.api import link_route
from core.api.endpoints import (
    flagged_messages,
    frontend_messages,
    interactions,
    message_lists,
    messages,
    messages_of_people,
    tasks,
    text_labels,
)
from core.api.route import Route

ROUTES: tuple[Route, ...] = (
    *tasks.ROUTES,
    *interactions.ROUTES,
    *text_labels.ROUTES,
    *message_lists.ROUTES,
    *messages.ROUTES,
    *frontend_messages.ROUTES,
    *messages_of_people.ROUTES,
    *flagged_messages.ROUTES,
    *link_route.ROUTES,
)
