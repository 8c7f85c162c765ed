"""The state that the public site is in, and what the index has still to be told of."""

from django.db import models

from explorer.querysets.indexing import ChangeQuerySet
from explorer.search.types import Key, Type

TYPES = [one.value for one in Type]

EVERYTHING = "everything"
"""The type of a change after which the whole index is built anew."""

NOTHING = "nothing"
"""The type of a change that readers see and that no search finds, such as a stance."""


class Revision(models.Model):
    """The number of the state that the public site is in: one row, raised in the transaction of every public change.

    The first number is random, so that two databases never have a revision in common, and an index or a cache that
    was made from another one is recognised.
    """

    number = models.BigIntegerField()

    class Meta:
        """One row, whose key is 1."""

        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="revision_is_one_row")]

    def __str__(self) -> str:
        return str(self.number)


class Change(models.Model):
    """A document that changed or is gone, and that the index may not know of yet; one or more for every revision."""

    revision = models.BigIntegerField()
    type = models.CharField(max_length=20, choices=[(one, one) for one in (*TYPES, EVERYTHING, NOTHING)])
    slug = models.CharField(max_length=120, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        """In the order in which they were noted."""

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
    def key(self) -> Key | None:
        """The document meant, None where it is none or all of them."""
        return None if self.type in {EVERYTHING, NOTHING} else Key(Type(self.type), self.slug)
