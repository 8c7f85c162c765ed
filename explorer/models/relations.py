"""Relations between claims: how one bears on another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models

from explorer.coding.vocabulary import RelationKind
from explorer.models.claims import Claim
from explorer.models.fields import Record, code_constraint, code_field
from explorer.models.versions import Versions
from explorer.models.visibility import PUBLIC

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from explorer.models.speakers import Speaker

ENDS = ("from_claim", "to_claim")
"""The two claims of a relation."""


class RelationQuerySet(models.QuerySet["Relation"]):
    """Chainable queries on relations between claims."""

    def published(self) -> Self:
        """Keep relations between published claims."""
        return self.filter(from_claim__status=PUBLIC, to_claim__status=PUBLIC)

    def with_claims(self) -> Self:
        """Fetch both claims and their holders."""
        return self.select_related("from_claim__speaker", "to_claim__speaker")

    def in_stored_order(self) -> Self:
        """Keep relations between published claims, the one added first first, and fetch what `with_claims` does.

        The claims are looked up apart: with a join SQLite goes through these first and sorts every relation.
        """
        ends = [models.Exists(Claim.objects.published().filter(pk=models.OuterRef(end))) for end in ENDS]
        return self.filter(*ends).order_by("pk").prefetch_related(*(f"{end}__speaker" for end in ENDS))

    def with_origins(self) -> Self:
        """Fetch of the claims that bear on others what tells their origin besides their evidence."""
        return self.select_related("from_claim__episode__series")

    def of_kind(self, kind: RelationKind) -> Self:
        return self.filter(kind=kind)

    def on_topic(self, topic: int) -> Self:
        """Keep relations between two claims that are linked to the topic with a key."""
        return self.filter(from_claim__topic_links__topic=topic, to_claim__topic_links__topic=topic)

    def between(self, speakers: Iterable[Speaker | int]) -> Self:
        """Keep relations between claims of two different speakers among the given ones."""
        people = list(speakers)
        pairs = self.filter(from_claim__speaker__in=people, to_claim__speaker__in=people)
        return pairs.exclude(from_claim__speaker=models.F("to_claim__speaker"))

    def count_by_kind(self, as_of: datetime.date) -> dict[RelationKind, int]:
        """Return the number of relations by kind whose two claims were made by a day."""
        facts: Any = apps.get_model("explorer", "LinkFacts").objects.all()
        made = facts.made_by(as_of).values("claim")
        kept = self.filter(from_claim__in=made, to_claim__in=made)
        counted = kept.order_by().values_list("kind").annotate(models.Count("pk"))
        return {RelationKind(kind): number for kind, number in counted}

    def touching(self, claims: Iterable[Claim]) -> Self:
        """Keep relations from or to any of the claims."""
        ends = list(claims)
        return self.filter(models.Q(from_claim__in=ends) | models.Q(to_claim__in=ends))

    def among(self, claims: Iterable[Claim]) -> Self:
        """Keep relations whose two claims are both among the given ones."""
        ends = list(claims)
        return self.filter(from_claim__in=ends, to_claim__in=ends)

    def bearing_on(self, claims: Iterable[Claim | int]) -> Self:
        """Keep relations to any of the claims."""
        return self.filter(to_claim__in=list(claims))

    def involving(self, claim: Claim | int) -> Self:
        """Keep relations from or to a claim."""
        return self.filter(models.Q(from_claim=claim) | models.Q(to_claim=claim))


class Relation(Record):
    """A directed relation: how one claim bears on another."""

    from_claim = models.ForeignKey("explorer.Claim", on_delete=models.CASCADE, related_name="relations_out")
    to_claim = models.ForeignKey("explorer.Claim", on_delete=models.CASCADE, related_name="relations_in")
    kind = code_field(RelationKind)
    reason = models.CharField(max_length=200)

    objects = RelationQuerySet.as_manager()
    history = Versions()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["from_claim", "to_claim"], name="relation_once_per_pair"),
            models.CheckConstraint(
                condition=~models.Q(from_claim=models.F("to_claim")),
                name="relation_between_two_claims",
                violation_error_message="A claim bears on another claim: choose two different ones.",
            ),
            code_constraint("kind", RelationKind, "relation_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.from_claim} {self.get_kind_display().lower()} {self.to_claim}"
