"""A link with which somebody sets their own password, so that nobody else ever knows it."""

from allauth.account.internal.flows.password_reset import request_password_reset
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from explorer.models.people import Person


def send_password_link(request: HttpRequest, person: Person) -> None:
    """Send the link to the address of an account; raises ValidationError where that cannot be done, and says why."""
    if not settings.SENDS_MAIL:
        raise ValidationError(
            "This site sends no mail, as EMAIL_URL is not set. Whoever runs it sets passwords with "
            "manage.py changepassword."
        )
    if not person.email:
        raise ValidationError(f"The account {person.get_username()} has no e-mail address: add one first.")
    request_password_reset(request, person.email, [person], None)
