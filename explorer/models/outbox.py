"""The state that the public site is in, and what the index has still to be told of."""

from __future__ import annotations

import secrets

from django.db import models

from explorer.models.queries.first_row import fetch_first_row
from explorer.search_engine.types import DocumentKey, DocumentType

TYPES = [kind.value for kind in DocumentType]

EVERYTHING = "everything"
"""The type of a change after which the whole index is built anew."""

NOTHING = "nothing"
"""The type of a change that readers see and that no search finds, such as a stance."""


SPAN = 2**32
"""How many revisions a database has before it meets the first one of another."""

ONLY = 1
"""The key of the one row."""


class RevisionManager(models.Manager["Revision"]):
    """Reads and raises the one revision; everything shown is a function of it and of the address."""

    def current(self) -> int:
        """Return the revision; 0 in a database that never held anything public."""
        # In SQL, since every request asks: Django takes twenty times as long to put the query together.
        statement = f"SELECT number FROM {self.model._meta.db_table} WHERE id = {ONLY}"  # noqa: S608, no input
        found = fetch_first_row(self.db, statement)
        return int(found[0]) if found else 0

    def first_or_current(self) -> int:
        """Return the revision, and make a database's first one where there is none yet."""
        revision, _ = self.get_or_create(pk=ONLY, defaults={"number": draw_first_revision()})
        return revision.number

    def advance(self, locked: int = 0) -> int:
        """Raise the revision and return it, inside the transaction of the change.

        Until that transaction ends no other one can raise it, so that revisions follow each other as commits do.
        ``locked`` is what `lock` returned in the same transaction: where it still holds nothing is read again.
        """
        if locked and self.filter(pk=ONLY, number=locked).update(number=locked + 1):
            return locked + 1
        if not self.filter(pk=ONLY).update(number=models.F("number") + 1):
            self.first_or_current()
            self.filter(pk=ONLY).update(number=models.F("number") + 1)
        return self.current()

    def lock(self) -> int:
        """Keep others from raising the revision until the transaction ends, and return it; 0 where there is none."""
        return self.select_for_update().filter(pk=ONLY).values_list("number", flat=True).first() or 0


def draw_first_revision() -> int:
    """Return a random first revision, which no other database has and which this one never had."""
    return secrets.randbelow(2**30) * SPAN + 1


def is_of_one_database(revision: int, other: int) -> bool:
    """Whether two revisions belong to the same database, or to copies of it."""
    return revision // SPAN == other // SPAN


class Revision(models.Model):
    """The number of the state that the public site is in: one row, raised in the transaction of every public change.

    The first number is random, so that two databases never have a revision in common, and an index or a cache that
    was made from another one is recognised.
    """

    number = models.BigIntegerField()

    objects = RevisionManager()

    class Meta:
        """One row, whose key is 1."""

        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="revision_is_one_row")]

    def __str__(self) -> str:
        return str(self.number)


class ChangeQuerySet(models.QuerySet["Change"]):
    """Rows that the index has still to be told of."""

    def revisions(self) -> dict[int, int]:
        """Return how many changes there are of every revision."""
        return dict(self.order_by().values_list("revision").annotate(models.Count("pk")))


class Change(models.Model):
    """A document that changed or is gone, and that the index may not know of yet; one or more for every revision."""

    revision = models.BigIntegerField()
    type = models.CharField(max_length=20, choices=[(kind, kind) for kind in (*TYPES, EVERYTHING, NOTHING)])
    slug = models.CharField(max_length=120, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        """In the order in which they were queued."""

        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(type__in=TYPES) & ~models.Q(slug="")
                | models.Q(type__in=[EVERYTHING, NOTHING], slug=""),
                name="change_names_a_document",
            )
        ]

    def __str__(self) -> str:
        return f"{self.revision}: {self.type} {self.slug}".rstrip()

    @property
    def key(self) -> DocumentKey | None:
        """The document meant, None where it is none or all of them."""
        return None if self.type in {EVERYTHING, NOTHING} else DocumentKey(DocumentType(self.type), self.slug)
