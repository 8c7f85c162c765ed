"""The second factor: a code from an authenticator app, asked of everybody who may come to the desk."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from explorer.accounts.sessions import end_sessions
from explorer.events import record_event
from explorer.models.people import Person


def is_required(person: Person) -> bool:
    """Return whether a person needs a second factor: all who may come to the desk, where ``SECOND_FACTOR`` is on."""
    return bool(settings.SECOND_FACTOR and person.is_authenticated and person.is_staff)


def is_missing(person: Person) -> bool:
    """Return whether a person has still to enrol; costs a query where a second factor is required."""
    return is_required(person) and not Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()


def reset_second_factor(person: Person) -> int:
    """Remove a person's second factor and recovery codes, end their sessions, and return how many of these ended.

    They enrol anew at their next log-in.
    """
    Authenticator.objects.filter(user=person).delete()
    record_event("second factor reset", account=person.get_username())
    return end_sessions(person)
