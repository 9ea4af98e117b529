"""The people on whose behalf clients act."""

from dataclasses import replace

from core.api.rejections import NotAuthorized, UserNotSpecified
from core.api.route import Call
from core.api.wire import AuthMethod, User
from core.domain.errors import NoConsent, PersonDisabled
from core.domain.person import Person
from core.domain.route import Route as Origin
from core.service import account


def acting(call: Call, user: User | None) -> Person:
    """The person in a body, made on the first visit and fit to contribute (D45: one look-up, one transaction).

    Unless the terms are required, a front end vouches that its people agreed to them.
    """
    if user is None:
        raise UserNotSpecified()
    check_method(call, user.auth_method)
    person = account.join(call.tx, user.auth_method, user.id, user.display_name)
    check_standing(call, person, user.auth_method)
    if person.consent_version is None:
        version = call.settings.vouched_terms
        account.accept_terms(call.tx, person.id, version)
        person = replace(person, consent_version=version)
    return person


def check_standing(call: Call, person: Person, method: str) -> None:
    """Refuse whoever may not contribute; the terms are a question only where they are required."""
    if not person.enabled:
        raise PersonDisabled()
    if person.consent_version is None and call.settings.terms_required and method != AuthMethod.SYSTEM:
        raise NoConsent()


def check_method(call: Call, method: str) -> None:
    """People of the system are named by trusted clients alone (D40)."""
    if method == AuthMethod.SYSTEM and not call.trusted:
        raise NotAuthorized()


def origin(person: Person, user: User, lang: str | None) -> Origin:
    """How a contribution over the v1 protocol came about."""
    return Origin(user.auth_method, "v1", lang or "", person.consent_version or "")
