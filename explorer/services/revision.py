"""The number of the state that the public site is in; everything shown is a function of it and of the address."""

import secrets

from django.db.models import F

from explorer.models import Revision

SPAN = 2**32
"""How many revisions a database has before it meets the first one of another."""

ONLY = 1
"""The key of the one row."""


def current() -> int:
    """Return the revision; 0 in a database that never held anything public."""
    return Revision.objects.filter(pk=ONLY).values_list("number", flat=True).first() or 0


def first() -> int:
    """Return the revision, and make a database's first one where there is none yet."""
    start = secrets.randbelow(2**30) * SPAN + 1
    revision, _ = Revision.objects.get_or_create(pk=ONLY, defaults={"number": start})
    return revision.number


def advance() -> int:
    """Raise the revision and return it, inside the transaction of the change.

    Until that transaction ends no other one can raise it, so that revisions follow each other as commits do.
    """
    if not Revision.objects.filter(pk=ONLY).update(number=F("number") + 1):
        first()
        Revision.objects.filter(pk=ONLY).update(number=F("number") + 1)
    return current()


def is_of_one_database(one: int, other: int) -> bool:
    """Whether two revisions belong to the same database, or to copies of it."""
    return one // SPAN == other // SPAN


def hold() -> None:
    """Keep others from raising the revision until the transaction ends."""
    Revision.objects.select_for_update().filter(pk=ONLY).first()
