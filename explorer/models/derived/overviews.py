"""The read model of the overviews: what a speaker's cell on a topic holds, now and as of every day, and tallies of it.

These rows are derived from claims and stances (`debate/overviews/`) and keep no version. Their keys are without
constraints in the database: whoever deletes a record has its rows rewritten in the same edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import connections, models
from django.db.models.functions import Coalesce, RowNumber

from explorer.coding.vocabulary import Confidence
from explorer.models.derived.readings import StateByDay, StateByDayQuerySet
from explorer.models.derived.references import refer

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from explorer.models.speakers import Speaker
    from explorer.models.topics import Topic


MOST_PAIRED = 40
"""The largest number of guests among whom the two furthest apart are looked for."""


def _code() -> models.CharField[str, str]:
    # Whatever is derived is one of its codes, so that a constraint would cost and say nothing.
    return models.CharField(max_length=20, blank=True, default="")


class CellStateQuerySet(StateByDayQuerySet["CellState"]):
    """Chainable queries on the states of cells."""

    def about(self, topics: Iterable[Topic]) -> Self:
        return self.filter(topic__in=list(topics))

    def of_guests(self) -> Self:
        """Keep the cells of guests of any episode."""
        return self.filter(speaker__in=SpeakerTally.objects.filter(is_guest=True).values("speaker"))

    def first_at_each_place(self, most: int) -> Self:
        """Keep of each position, and of each code without one, so many states: those with most own words and claims."""
        order = [models.F("own_words").desc(), models.F("claims").desc(), models.F("speaker").asc()]
        place = models.Window(RowNumber(), partition_by=["topic", "position", "code"], order_by=order)
        return self.annotate(place=place).filter(place__lte=most)

    def find_furthest_pair(self, day: datetime.date | None) -> tuple[int, int] | None:
        """Return the keys of the two guests whose distances, added up over all topics, are the largest; in one query.

        Of pairs that tie, the one that shares more topics. Only the guests placed on most topics are looked at.
        """
        most = SpeakerTally.objects.filter(is_guest=True, placed__gt=0).order_by("-placed", "speaker__name")
        keys = list(most.values_list("pk", flat=True)[:MOST_PAIRED])
        if not keys:
            return None
        states = self.as_of(day).placed().filter(speaker__in=keys)
        rows, values = states.order_by().values("topic_id", "speaker_id", "position").query.sql_with_params()
        # Django cannot join a table with itself where the model has no relation to itself.
        pairs = (
            f"WITH placed AS ({rows}) SELECT a.speaker_id, b.speaker_id FROM placed a "  # noqa: S608, of our own query
            "JOIN placed b ON a.topic_id = b.topic_id AND a.speaker_id < b.speaker_id GROUP BY 1, 2 "
            "ORDER BY SUM(ABS(a.position - b.position)) DESC, COUNT(*) DESC, 1, 2 LIMIT 1"
        )
        with connections[self.db].cursor() as cursor:
            cursor.execute(pairs, values)
            found = cursor.fetchone()
        return (found[0], found[1]) if found else None

    def placed(self) -> Self:
        """Keep the states with a place on the topic's scale."""
        return self.filter(position__isnull=False)

    def foremost(self, number: int) -> Self:
        """Keep those with a stance, and of each code and position on a topic a number of those best evidenced."""
        is_thin = models.Case(models.When(confidence__in=("", Confidence.LOW), then=1), default=0)
        place = models.Window(
            RowNumber(),
            partition_by=["topic", "code", "position", "points_to"],
            order_by=[is_thin, "-own_words", "speaker__name", "speaker__slug"],
        )
        return (
            self.filter(stance__isnull=False).annotate(place=place).filter(place__lte=number).order_by("speaker__name")
        )

    def count_by_topic(self) -> dict[int, int]:
        """Return the number of states by the topic's key."""
        return dict(self.order_by().values_list("topic").annotate(models.Count("pk")))

    def rank_topics(self, most: int) -> list[Topic]:
        """Return the topics on which most speakers have a place, in the order of topics; those with nobody too."""
        counted = self.placed().filter(topic=models.OuterRef("pk")).order_by().values("topic")
        number = counted.annotate(number=models.Count("pk")).values("number")
        topics: Any = TopicTally._meta.get_field("topic").related_model
        ranked = topics.objects.annotate(number=Coalesce(models.Subquery(number), 0)).order_by(
            "-number", "ordinal", "slug"
        )
        return sorted(ranked[:most], key=lambda topic: (topic.ordinal, topic.slug))

    def count_by_stance(self) -> dict[int, dict[tuple[int | None, str, str], int]]:
        """Return the number of states by topic, and by position, code and what that points to; stances alone."""
        rows = self.filter(stance__isnull=False).order_by().values_list("topic", "position", "code", "points_to")
        counts: dict[int, dict[tuple[int | None, str, str], int]] = {}
        for topic, position, code, points_to, number in rows.annotate(number=models.Count("pk")):
            counts.setdefault(topic, {})[position, code, points_to] = number
        return counts

    def count_claims(self) -> dict[int, int]:
        """Return how many claims, own and reported, the states of each speaker have, by the speaker's key."""
        counted = self.order_by().values_list("speaker")
        return dict(counted.annotate(number=models.Sum(models.F("claims") + models.F("reported"))))

    def count_stances(self) -> dict[int, int]:
        """Return the number of stances by the topic's key, in the order of topics; costs one query."""
        counted = self.order_by("topic__ordinal", "topic__slug").values_list("topic")
        return dict(counted.annotate(models.Sum("stances")))

    def count_by_speaker(self) -> dict[int, int]:
        """Return the number of states by the speaker's key."""
        return dict(self.order_by().values_list("speaker").annotate(models.Count("pk")))


class CellState(StateByDay):
    """What one speaker says on one topic, as of the days from ``since`` until before ``until``.

    The present state has neither day. A day on which nothing of the cell changed has no row of its own, and a cell in
    which nothing is held has none at all. ``stance`` is the leading one, ``day`` its day; ``scoring`` and
    ``documents`` count what it rests on. ``claims`` are the speaker's own, ``position_claims`` those among them that
    are no context, ``own_words`` those with words that a document labels as the speaker's; ``reported`` are others'
    reports. ``grades`` and ``modes`` count all of the evidence. ``carrier`` is, of the present state, the claim that
    carries the position best, ``is_carried_by_own_words`` whether words of the speaker's own do.
    """

    topic = refer("explorer.Topic")
    speaker = refer("explorer.Speaker")
    stance = refer("explorer.Stance", null=True)
    stances = models.PositiveIntegerField(default=0)
    code = _code()
    position = models.SmallIntegerField(null=True)
    points_to = _code()
    confidence = _code()
    scoring = models.PositiveIntegerField(default=0)
    documents = models.PositiveIntegerField(default=0)
    day = models.DateField(null=True)
    claims = models.PositiveIntegerField(default=0)
    position_claims = models.PositiveIntegerField(default=0)
    own_words = models.PositiveIntegerField(default=0)
    reported = models.PositiveIntegerField(default=0)
    grades = models.JSONField(default=dict)
    modes = models.JSONField(default=dict)
    carrier = refer("explorer.Claim", null=True)
    is_carried_by_own_words = models.BooleanField(default=False)

    objects = CellStateQuerySet.as_manager()

    class Meta:
        ordering = ["topic_id", "speaker_id", "since"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["topic", "speaker", "since"], name="cell_state_once_a_day"),
            models.UniqueConstraint(
                fields=["topic", "speaker"], condition=models.Q(since=None), name="cell_state_once_at_present"
            ),
        ]
        indexes = [models.Index(fields=["speaker", "since"], name="cell_state_by_speaker")]

    def __str__(self) -> str:
        return f"{self.speaker_id} on {self.topic_id}, {self.since or 'now'}"

    @property
    def takes_position(self) -> bool:
        """Whether there is a stance or a claim of position, which ends the silence."""
        return self.stance_id is not None or self.position_claims > 0


class TopicTallyQuerySet(models.QuerySet["TopicTally"]):
    """Chainable queries on the tallies of topics."""

    def sharpest(self) -> Self:
        """Keep topics with a clash, the sharpest first; those that tie keep the order of the topics."""
        clashing = self.filter(clash_first__isnull=False).select_related("topic")
        weight = ("-clash_steps", "-clash_own_words", "-is_disputed")
        return clashing.order_by(*weight, "topic__ordinal", "topic__slug")


class TopicTally(models.Model):
    """What the guests' present states on a topic come to.

    ``people`` are the guests who take a position, ``placed`` those with a place on the scale, ``distance`` the steps
    between the two furthest apart. The claims of the clash are those of the two guests who clash most, of the one
    nearer to the first pole first; both are empty where nobody does.
    """

    topic = models.OneToOneField(
        "explorer.Topic", models.DO_NOTHING, db_constraint=False, primary_key=True, related_name="tally"
    )
    people = models.PositiveIntegerField(default=0)
    placed = models.PositiveIntegerField(default=0)
    distance = models.PositiveSmallIntegerField(null=True)
    claims = models.PositiveIntegerField(default=0)
    clash_first = refer("explorer.Claim", null=True)
    clash_second = refer("explorer.Claim", null=True)
    clash_steps = models.PositiveSmallIntegerField(default=0)
    clash_own_words = models.PositiveSmallIntegerField(default=0)
    is_disputed = models.BooleanField(default=False)

    objects = TopicTallyQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"tally of topic {self.topic_id}"


class SpeakerTallyQuerySet(models.QuerySet["SpeakerTally"]):
    """Chainable queries on the tallies of speakers."""

    def of(self, speakers: Iterable[Speaker]) -> Self:
        """Keep the tallies of the speakers, and fetch these."""
        return self.filter(speaker__in=list(speakers)).select_related("speaker")

    def count_claims(self) -> int:
        """Return the number of published claims; costs one query."""
        claims: int = self.aggregate(number=models.Sum(models.F("own") + models.F("reported"), default=0))["number"]
        return claims


class SpeakerTally(models.Model):
    """What is held of a speaker on all topics together.

    ``own`` are their own claims, ``reported`` those that only others report, ``reports`` the claims of others that they
    report, ``coded`` the topics with a stance other
    than ``not-placed``, ``placed`` those with a place on the scale.
    """

    speaker = models.OneToOneField(
        "explorer.Speaker", models.DO_NOTHING, db_constraint=False, primary_key=True, related_name="tally"
    )
    is_guest = models.BooleanField(default=False, db_index=True)
    own = models.PositiveIntegerField(default=0)
    reported = models.PositiveIntegerField(default=0)
    reports = models.PositiveIntegerField(default=0)
    coded = models.PositiveIntegerField(default=0)
    placed = models.PositiveIntegerField(default=0)

    objects = SpeakerTallyQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"tally of speaker {self.speaker_id}"
