"""Who acts, as functions that ask for permissions take them."""

from typing import Any

Person = Any
"""A user, whatever the model of users."""


def has_new_password(person: Person) -> bool:
    """Return whether an account was given a new password, and its saving has not ended yet."""
    return person._password is not None  # noqa: SLF001, Django has no other sign of it
