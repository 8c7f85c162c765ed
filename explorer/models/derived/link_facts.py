"""What each published claim comes to on each of its topics, kept so that a topic's page counts and sorts these alone.

The rows are derived from links and evidence (`debate/overviews/link_facts.py`), like the overviews' rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models.functions import RowNumber

from explorer.models.derived.references import refer

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable


class LinkFactsQuerySet(models.QuerySet["LinkFacts"]):
    """Chainable queries on what claims come to on topics."""

    def of(self, topic: int, speakers: Iterable[int]) -> Self:
        """Keep claims of some holders on a topic, all by their keys."""
        return self.filter(topic=topic, speaker__in=speakers)

    def made_by(self, day: datetime.date) -> Self:
        """Keep claims made by a day; undated ones are not."""
        return self.filter(models.Q(("day__lte", day)))

    def resting_on(self, grades: Collection[str], modes: Collection[str]) -> Self:
        """Keep claims with evidence of any of the grades and modes."""
        evidence: Any = apps.get_model("explorer", "Evidence").objects.all()
        mine = evidence.filter(claim=models.OuterRef("claim"), passage__grade__in=grades, mode__in=modes)
        return self.filter(models.Exists(mine))

    def only_reported(self) -> Self:
        """Keep claims that their holders assert nowhere."""
        return self.filter(is_own=False)

    def telling_first(self, *, by_point: bool) -> Self:
        """Order so that of each holder, and of each point if asked for, the claim that answers best comes first.

        The second of each comes after the first of all, so that every page of the list has something of everybody.
        """
        held_together = ["speaker", *(["point"] if by_point else [])]
        place = models.Window(RowNumber(), partition_by=held_together, order_by=["telling", "link"])
        return self.annotate(place=place).order_by("place", "speaker__name", "link")

    def first_of_each(self, most: int) -> Self:
        """Keep of each holder so many of the most telling claims."""
        ranked: Any = self.telling_first(by_point=False)
        return ranked.filter(place__lte=most)  # type: ignore[no-any-return]

    def count_by_holder_and_point(self) -> Any:
        """Query rows of holder's key, point's key, and how many claims are own, in own words, and only reported."""
        conditions = (("is_own", True), ("is_spoken", True), ("is_own", False))
        own, spoken, reported = (models.Count("pk", filter=models.Q(condition)) for condition in conditions)
        counted: Any = self.order_by().values_list("speaker", "point")
        return counted.annotate(own=own, own_words=spoken, reported=reported)


class LinkFacts(models.Model):
    """What a published claim comes to on a topic: of ``telling`` the lowest number answers it best.

    ``is_own`` tells whether the holder asserts it anywhere, ``is_spoken`` whether in words of the holder's own that a
    document labels as such; ``day`` is that of its origin, empty where it is undated.
    """

    link = models.OneToOneField(
        "explorer.ClaimTopic", models.DO_NOTHING, db_constraint=False, primary_key=True, related_name="facts"
    )
    claim = models.ForeignKey("explorer.Claim", models.DO_NOTHING, db_constraint=False, related_name="+")
    topic = refer("explorer.Topic")
    speaker = refer("explorer.Speaker")
    point = refer("explorer.Point", null=True)
    telling = models.PositiveSmallIntegerField()
    is_own = models.BooleanField()
    is_spoken = models.BooleanField()
    day = models.DateField(null=True)

    objects = LinkFactsQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["topic", "speaker", "point", "telling"], name="link_facts_by_place")]

    def __str__(self) -> str:
        return f"claim {self.claim_id} on topic {self.topic_id}"
