"""Judgements: whether quotations carry a statement, judged by readers who see nothing else of a claim."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Self

from django.db import models

from explorer.coding.vocabulary import BlindVerdict
from explorer.models.fields import LONGEST_STATEMENT
from explorer.models.visibility import PUBLIC

if TYPE_CHECKING:
    from collections.abc import Iterable

CHECKSUM_LENGTH = 12


def checksum_quotations(quotations: Iterable[str]) -> str:
    """Return 12 hexadecimal digits that tell whether a claim's quotations are those that were read, in any order."""
    return hashlib.sha256("\n".join(sorted(quotations)).encode()).hexdigest()[:CHECKSUM_LENGTH]


class JudgementQuerySet(models.QuerySet["Judgement"]):
    """Chainable queries on judgements."""

    def of_published(self) -> Self:
        """Keep readings of published claims."""
        return self.filter(claim__status=PUBLIC)

    def with_claim(self) -> Self:
        return self.select_related("claim")


class Judgement(models.Model):
    """A pair of quotations and a statement, and what each reader of it judged.

    ``quotations`` is the checksum of the claim's quotations as they were shown. ``statement`` is what was shown beside
    them: the claim's own, or, where ``is_planted``, one that the quotations do not carry. ``verdicts`` has a code of
    `BlindVerdict` by the name of the reader.
    """

    claim = models.ForeignKey("explorer.Claim", on_delete=models.CASCADE, related_name="judgements")
    round = models.PositiveSmallIntegerField()
    read_on = models.DateField()
    statement = models.CharField(max_length=LONGEST_STATEMENT)
    quotations = models.CharField(max_length=CHECKSUM_LENGTH)
    is_planted = models.BooleanField(default=False)
    verdicts = models.JSONField()

    objects = JudgementQuerySet.as_manager()

    class Meta:
        ordering = ["round", "claim__slug", "is_planted"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "round", "is_planted"], name="pair_read_once_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.claim}, round {self.round}"

    @property
    def codes(self) -> list[BlindVerdict]:
        """The verdicts of all readers."""
        return [BlindVerdict(code) for code in self.verdicts.values()]
