"""Tallies of documents, and of the relations between people, derived and kept as those of the overviews are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from explorer.coding.vocabulary import RelationKind
from explorer.models.derived.references import refer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.models.speakers import Speaker


class SourceTallyQuerySet(models.QuerySet["SourceTally"]):
    """Chainable queries on the tallies of documents."""

    def add_up(self) -> tuple[int, int, int]:
        """Return the numbers of passages, of used ones, and of quotations; costs one query."""
        sums = self.aggregate(*(models.Sum(name, default=0) for name in ("passages", "used", "quotations")))
        return sums["passages__sum"], sums["used__sum"], sums["quotations__sum"]


class SourceTally(models.Model):
    """How many passages a document has, on how many published claims rest, and how many quotations these have of it."""

    source = models.OneToOneField(
        "explorer.Source", models.DO_NOTHING, db_constraint=False, primary_key=True, related_name="tally"
    )
    passages = models.PositiveIntegerField(default=0)
    used = models.PositiveIntegerField(default=0)
    quotations = models.PositiveIntegerField(default=0)

    objects = SourceTallyQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"tally of source {self.source_id}"


class RelationTallyQuerySet(models.QuerySet["RelationTally"]):
    """Chainable queries on the tallies of relations."""

    def of(self, speaker: Speaker) -> Self:
        """Keep the tallies of relations from or to claims of a speaker."""
        return self.filter(models.Q(speaker=speaker) | models.Q(other=speaker))

    def between(self, speakers: Iterable[Speaker]) -> Self:
        """Keep the tallies between two different speakers among the given ones."""
        people = list(speakers)
        return self.filter(speaker__in=people, other__in=people).exclude(speaker=models.F("other"))

    def add_up(self) -> int:
        """Return the number of relations."""
        number: int = self.aggregate(number=models.Sum("number", default=0))["number"]
        return number

    def count_by_kind(self) -> dict[RelationKind, int]:
        """Return the number of relations by kind."""
        counted = self.order_by().values_list("kind").annotate(models.Sum("number"))
        return {RelationKind(kind): number for kind, number in counted}


class RelationTally(models.Model):
    """The number of published relations of a kind from claims of one speaker to claims of another, or of their own."""

    speaker = refer("explorer.Speaker")
    other = models.ForeignKey("explorer.Speaker", models.DO_NOTHING, db_constraint=False, related_name="+")
    kind = models.CharField(max_length=20)
    number = models.PositiveIntegerField()

    objects = RelationTallyQuerySet.as_manager()

    class Meta:
        ordering = ["speaker_id", "other_id", "kind"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["speaker", "other", "kind"], name="relation_tally_once_per_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.speaker_id} to {self.other_id}"
