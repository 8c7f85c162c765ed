"""Recovery codes, made when they are shown, which is once; what is kept of them is enough to recognise them by.

A code has 120 random bits, for which SHA-256 is enough (OWASP ASVS 5.0, 6.5.2). Earlier ones have
eight digits, and are kept as passwords are.
"""

import hashlib
import secrets
import string
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import auth, flows
from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.utils.crypto import constant_time_compare

from explorer.models.people import Person

NUMBER = 10
"""The number of codes that are made at once."""

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's 32 signs, of which none is taken for another one."""

PARTS, SIGNS = 4, 6
"""The number of parts of a code, and of the signs in each."""

EARLIER = 8
"""The number of digits of an earlier code."""

_AS_TYPED = str.maketrans("oil", "011", string.punctuation + string.whitespace)


class RecoveryCodes:
    """The recovery codes of one person, in the place of allauth's own, which keep a seed that makes them all again."""

    def __init__(self, instance: Authenticator) -> None:
        self.instance = instance
        self._made: list[str] = []

    @classmethod
    def activate(cls, user: Person) -> "RecoveryCodes":
        """Return the codes of a person: those that they have, or none yet, since they are made when they are shown."""
        kept, _ = Authenticator.objects.get_or_create(
            user=user, type=Authenticator.Type.RECOVERY_CODES, defaults={"data": {"digests": []}}
        )
        return cls(kept)

    @property
    def did_view(self) -> bool:
        """Whether they were made and shown."""
        return bool(self.instance.data.get("viewed_at"))

    def mark_as_viewed(self) -> None:
        """Make the codes, which only the answer that is being made shows."""
        self._made = [_make_code() for _ in range(NUMBER)]
        self.instance.data = {"digests": [_digest(code) for code in self._made], "viewed_at": time.time()}
        self.instance.save(update_fields=["data"])

    def get_unused_codes(self) -> list[str]:
        """Return the codes that were made just now, or asterisks in the place of each that is left."""
        return self._made or ["****"] * len(self.instance.data["digests"])

    def validate_code(self, code: str) -> bool:
        """Return whether a code is one of them, which then is spent; blanks, hyphens and letter case do not count."""
        typed = code.lower().translate(_AS_TYPED)
        spent = next((kept for kept in self.instance.data["digests"] if _fits(typed, kept)), None)
        if spent is None:
            return False
        with transaction.atomic():
            self.instance = Authenticator.objects.select_for_update().get(pk=self.instance.pk)
            left = self.instance.data["digests"]
            if spent not in left:  # somebody was faster
                return False
            left.remove(spent)
            self.instance.save(update_fields=["data"])
        return True


def connect() -> None:
    """Let allauth's pages and forms use these codes, for which it has no setting."""
    auth.RecoveryCodes = flows.RecoveryCodes = RecoveryCodes


def _make_code() -> str:
    """Return a code as it is shown: its parts with hyphens between them."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(SIGNS)) for _ in range(PARTS))


def _digest(code: str) -> str:
    return hashlib.sha256(code.replace("-", "").encode()).hexdigest()


def _fits(typed: str, kept: str) -> bool:
    if "$" in kept:
        return len(typed) == EARLIER and check_password(typed, kept)
    return constant_time_compare(_digest(typed), kept)
