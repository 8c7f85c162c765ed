"""Stances of speakers on topics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import RowNumber

from explorer.coding import rules
from explorer.coding.vocabulary import Bearing, PointsTo, StanceCode, Status
from explorer.models.episodes import Appearance
from explorer.models.fields import TIMESTAMPS, Record, code_constraint, code_field
from explorer.models.sources import Source
from explorer.models.speakers import SpeakerAlias
from explorer.models.versions import Versions
from explorer.models.visibility import PUBLIC, Publishable, PublishableQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.models.claims import Claim
    from explorer.models.episodes import Episode
    from explorer.models.speakers import Speaker
    from explorer.models.topics import Topic


class StanceQuerySet(PublishableQuerySet["Stance"]):
    """Chainable queries on stances."""

    def about(self, topics: Iterable[Topic]) -> Self:
        return self.filter(topic__in=list(topics))

    def held_by(self, speaker: Speaker) -> Self:
        return self.filter(speaker=speaker)

    def held_by_any(self, speakers: Iterable[Speaker]) -> Self:
        return self.filter(speaker__in=list(speakers))

    def earlier_than(self, leading: Iterable[int], most: int) -> Self:
        """Keep of each speaker on each topic the newest stances but the leading ones, which have these keys."""
        newest = [models.F("episode__date").desc(nulls_last=True), models.F("pk").asc()]
        place = models.Window(RowNumber(), partition_by=["speaker", "topic"], order_by=newest)
        # Keys are sorted alone: whole rows would be carried through every step of the sorting.
        others: Any = self.select_related(None).exclude(pk__in=list(leading)).annotate(place=place)
        return self.filter(pk__in=others.filter(place__lte=most).order_by().values("pk")).order_by(*newest)

    def count_topics_by_speaker(self) -> models.QuerySet[Any, tuple[int, int]]:
        """Query rows of the speaker's key and the number of topics with a stance other than ``not-placed``."""
        return (
            self.exclude(code=StanceCode.NOT_PLACED)
            .order_by()
            .values_list("speaker")
            .annotate(models.Count("topic", distinct=True))
        )

    def not_retracted(self) -> Self:
        return self.exclude(status=Status.RETRACTED)

    def in_episode(self, episode: Episode) -> Self:
        return self.filter(episode=episode)

    def that_may_rest_on(self, claims: Iterable[Claim]) -> Self:
        """Keep stances with the speaker and episode of any of the claims; only these can rest on it."""
        pairs = models.Q()
        for speaker, episode in {(claim.speaker_id, claim.episode_id) for claim in claims}:
            pairs |= models.Q(speaker=speaker, episode=episode)
        return self.filter(pairs) if pairs else self.none()

    def without_part(self) -> Self:
        """Keep stances of people who took no part in the episode and wrote none of its documents."""
        here = models.Q(episode=models.OuterRef("episode"))
        writer = models.OuterRef("speaker__name")
        alias = SpeakerAlias.objects.filter(speaker=models.OuterRef(models.OuterRef("speaker")))
        wrote = Source.objects.filter(here).filter(
            models.Q(writer=writer) | models.Exists(alias.filter(name=models.OuterRef("writer")))
        )
        parts = Appearance.objects.filter(here, speaker=models.OuterRef("speaker"))
        return self.exclude(models.Exists(parts)).exclude(models.Exists(wrote))

    def for_desk(self) -> Self:
        """Fetch what the curators' desk shows of a stance: its context, author and last editor."""
        return self.with_context().select_related("created_by", "edited_by")

    def with_context(self) -> Self:
        """Fetch speaker, topic and episode."""
        return self.select_related("speaker", "topic", "episode__series")

    def with_carriers(self, carriers: StanceClaimQuerySet) -> Self:
        """Fetch those of the given carriers, with their claims."""
        rows = carriers.select_related("claim").order_by("pk")
        return self.prefetch_related(models.Prefetch("carriers", queryset=rows))


class Stance(Publishable):
    """The stance of a speaker on a topic in an episode, which is as old as the episode.

    ``position`` runs from −2 (firmly the topic's first pole) to +2, and is empty for codes without a number.
    ``points_to`` belongs to the code ``not-placed`` alone.
    """

    speaker = models.ForeignKey("explorer.Speaker", on_delete=models.PROTECT, related_name="stances")
    topic = models.ForeignKey("explorer.Topic", on_delete=models.PROTECT, related_name="stances")
    episode = models.ForeignKey("explorer.Episode", on_delete=models.PROTECT, related_name="stances")
    code = code_field(StanceCode, default=StanceCode.POSITION)
    position = models.SmallIntegerField(null=True, blank=True, help_text="−2 first pole … +2 second pole.")
    points_to = code_field(
        PointsTo,
        blank=True,
        default="",
        help_text="Of who is not placed: what two or more of their sentences agree on, shown in words.",
    )
    rationale = models.CharField(max_length=400, help_text="One sentence that says why.")

    objects = StanceQuerySet.as_manager()
    history = Versions(parts=("carriers",), leave_out=TIMESTAMPS)

    class Meta:
        ordering = ["topic", "speaker", "episode"]
        permissions = [("review_stance", "Can send back, publish and retract stances")]
        constraints = [
            models.UniqueConstraint(fields=["speaker", "topic", "episode"], name="stance_once_per_episode"),
            models.CheckConstraint(
                condition=models.Q(code=StanceCode.POSITION, position__isnull=False, position__gte=-2, position__lte=2)
                | (~models.Q(code=StanceCode.POSITION) & models.Q(position__isnull=True)),
                name="stance_number_fits_code",
            ),
            models.CheckConstraint(
                condition=models.Q(code=StanceCode.NOT_PLACED) | models.Q(points_to=""),
                name="stance_points_unless_placed",
            ),
            code_constraint("code", StanceCode, "stance_code_known"),
            code_constraint("points_to", PointsTo, "stance_points_to_known", or_blank=True),
            code_constraint("status", Status, "stance_status_known"),
        ]
        indexes = [models.Index(fields=["topic", "status"], name="stance_by_topic")]

    def __str__(self) -> str:
        return f"{self.speaker} on {self.topic}"

    def clean(self) -> None:
        """Refuse a position without the code for one, the code without a position, and a pointer of who is placed."""
        if self.code == StanceCode.POSITION and self.position not in rules.POSITIONS:
            raise ValidationError({"position": "Give a position from −2 to 2, or choose a code without a number."})
        if self.code != StanceCode.POSITION and self.position is not None:
            raise ValidationError({"position": "This code has no number: empty the position, or choose its code."})
        if self.points_to and self.code != StanceCode.NOT_PLACED:
            raise ValidationError({"points_to": "Only who is not placed points to anything: empty this."})


class StanceClaimQuerySet(models.QuerySet["StanceClaim"]):
    """Chainable queries on the claims that coders named as carrying stances."""

    def published(self) -> Self:
        """Keep those whose claim readers may see."""
        return self.filter(claim__status=PUBLIC)

    def fitting(self) -> Self:
        """Keep those whose claim, changed since or not, is a position of the stance's speaker on its topic there."""
        return self.filter(
            claim__speaker=models.F("stance__speaker"),
            claim__episode=models.F("stance__episode"),
            claim__topic_links__topic=models.F("stance__topic"),
            claim__topic_links__bearing=Bearing.POSITION,
        )


class StanceClaim(Record):
    """A claim that a coder has named as carrying the side of a stance."""

    stance = models.ForeignKey("explorer.Stance", on_delete=models.CASCADE, related_name="carriers")
    claim = models.ForeignKey("explorer.Claim", on_delete=models.CASCADE, related_name="carried_stances")

    objects = StanceClaimQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        verbose_name = "claim that carries a stance"
        verbose_name_plural = "claims that carry stances"
        constraints = [models.UniqueConstraint(fields=["stance", "claim"], name="claim_carries_a_stance_once")]

    def __str__(self) -> str:
        return str(self.claim)
