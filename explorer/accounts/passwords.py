"""The rule of passwords that Django lacks: none of the words that everybody would try first at this site."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

from explorer.models.people import Person

WORDS = ("debate", "explorer", "curator", "reviewer", "editor", "admin", "password")
SHORTEST = 4
"""Letters of the shortest part of the site's name that counts."""


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
