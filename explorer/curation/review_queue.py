"""A round of review: the claims that somebody goes through one after the other, and how far they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.conf import settings

from explorer.coding.vocabulary import Status
from explorer.models import Claim
from explorer.models.claims import ClaimQuerySet
from explorer.models.people import Person

MOST = 50
"""How many claims a round has at most: its address names them all."""

Mark = Literal["done", "now", "left"]


@dataclass(frozen=True, slots=True)
class ReviewRound:
    """The keys of the claims of a round in order, the one that is open, and which of them still wait."""

    keys: tuple[int, ...]
    current: int
    waiting: frozenset[int]

    @property
    def number(self) -> int:
        """The place of the open claim, from 1."""
        return self.keys.index(self.current) + 1

    @property
    def total(self) -> int:
        """How many claims the round has."""
        return len(self.keys)

    @property
    def marks(self) -> list[Mark]:
        """How far the round is, claim by claim."""
        return [self._mark(key) for key in self.keys]

    @property
    def following(self) -> int | None:
        """The next claim that still waits, after the open one and then from the beginning; None where no other does."""
        place = self.keys.index(self.current)
        ahead = (*self.keys[place + 1 :], *self.keys[:place])
        return next((key for key in ahead if key in self.waiting), None)

    def _mark(self, key: int) -> Mark:
        if key == self.current:
            return "now"
        return "left" if key in self.waiting else "done"


def list_waiting(person: Person) -> list[int]:
    """Return the keys of the claims that wait for a person's review, those that wait longest first."""
    return list(_waiting(person).order_by("updated_at", "pk").values_list("pk", flat=True)[:MOST])


def plan_round(claim: Claim, keys: Sequence[int], *, by: Person) -> ReviewRound:
    """Return the round that ``keys`` name, or that of all that waits; the claim that is open is part of it."""
    planned = tuple(dict.fromkeys(keys or list_waiting(by)))[:MOST]
    if claim.pk not in planned:
        planned = (claim.pk,)
    waiting = frozenset(_waiting(by).filter(pk__in=planned).values_list("pk", flat=True))
    return ReviewRound(planned, claim.pk, waiting)


def _waiting(person: Person) -> ClaimQuerySet:
    rows = Claim.objects.with_status(Status.IN_REVIEW)
    return rows if settings.SINGLE_CURATOR else rows.not_own_of(person)
