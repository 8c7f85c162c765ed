"""Contrasts between two speakers on a topic, and the claims that they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models

from explorer.coding.vocabulary import ContrastKind
from explorer.models.fields import Record, code_constraint, code_field
from explorer.models.queries.prepared import prepared
from explorer.models.versions import Versions
from explorer.models.visibility import PUBLIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from explorer.models.claims import Claim
    from explorer.models.speakers import Speaker
    from explorer.models.topics import Topic


def fetch_contrasts_between(topic: int, speakers: Sequence[int]) -> list[Contrast]:
    """Return the contrasts of speakers on a topic, all by key, with pairs and ``ground_keys``; costs one query."""
    found: dict[int, Contrast] = {}
    for row in _find_grounds(topic=topic, speakers=speakers):
        contrast = found.setdefault(row.pk, row)
        contrast.ground_keys = [*getattr(contrast, "ground_keys", []), row.ground]
    return list(found.values())


@prepared
def _find_grounds(*, topic: int, speakers: Sequence[int]) -> models.QuerySet[Any]:
    return Contrast.objects.filter(topic=topic, first__in=speakers, second__in=speakers).by_ground()


class ContrastQuerySet(models.QuerySet["Contrast"]):
    """Chainable queries on contrasts."""

    def with_pair(self) -> Self:
        """Fetch the topic and both speakers."""
        return self.select_related("topic", "first", "second")

    def with_grounds(self) -> Self:
        """Fetch the topic, both speakers and the claims that each contrast rests on; costs two queries."""
        return self.with_pair().prefetch_related("grounds__claim__speaker")

    def by_ground(self) -> Self:
        """Fetch the pairs, once for each claim that a contrast rests on, with its key annotated as ``ground``."""
        rows: Any = self.with_pair().annotate(ground=models.F("grounds__claim"))
        return rows.order_by("topic", "first__slug", "second__slug", "grounds__pk")  # type: ignore[no-any-return]

    def about(self, topic: Topic) -> Self:
        return self.filter(topic=topic)

    def about_any(self, topics: Iterable[Topic | int]) -> Self:
        return self.filter(topic__in=list(topics))

    def involving(self, speaker: Speaker | int) -> Self:
        """Keep contrasts of a speaker with anybody."""
        return self.filter(models.Q(first=speaker) | models.Q(second=speaker))

    def between(self, speakers: Iterable[Speaker]) -> Self:
        """Keep contrasts whose two speakers are both among the given ones."""
        people = list(speakers)
        return self.filter(first__in=people, second__in=people)


class Contrast(Record):
    """How two speakers differ on a topic, or agree on it; the pair is stored in the order of slugs."""

    topic = models.ForeignKey("explorer.Topic", on_delete=models.CASCADE, related_name="contrasts")
    first = models.ForeignKey("explorer.Speaker", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("explorer.Speaker", on_delete=models.CASCADE, related_name="+")
    kind = code_field(ContrastKind)
    reason = models.TextField()

    ground_keys: list[int | None]
    """The keys of the claims that the contrast rests on, where they were fetched with it."""

    objects = ContrastQuerySet.as_manager()
    history = Versions(parts=("grounds",))

    class Meta:
        ordering = ["topic", "first__slug", "second__slug"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "first", "second"], name="contrast_once_per_pair"),
            models.CheckConstraint(
                condition=~models.Q(first=models.F("second")),
                name="contrast_between_two",
                violation_error_message="A contrast is between two people: choose two different ones.",
            ),
            code_constraint("kind", ContrastKind, "contrast_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}: {self.get_kind_display()}"

    @property
    def is_agreement(self) -> bool:
        """Whether the two agree, if on different grounds, so that it counts under where they agree."""
        return self.kind == ContrastKind.SAME_VERDICT

    def clean(self) -> None:
        """Sort the pair by slug, so that the constraint refuses a second contrast of the same pair."""
        if self.first_id and self.second_id and self.first.slug > self.second.slug:
            self.first, self.second = self.second, self.first

    @property
    def claims(self) -> list[Claim]:
        """The published claims that the reason rests on, as their curator named them."""
        return [ground.claim for ground in self.grounds.all() if ground.claim.status == PUBLIC]


class ContrastClaim(Record):
    """A claim that the reason of a contrast rests on."""

    contrast = models.ForeignKey("explorer.Contrast", on_delete=models.CASCADE, related_name="grounds")
    claim = models.ForeignKey("explorer.Claim", on_delete=models.CASCADE, related_name="grounded_contrasts")

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        verbose_name = "claim that a contrast rests on"
        verbose_name_plural = "claims that contrasts rest on"
        constraints = [models.UniqueConstraint(fields=["contrast", "claim"], name="claim_grounds_a_contrast_once")]

    def __str__(self) -> str:
        return str(self.claim)

    def clean(self) -> None:
        """Refuse a claim of somebody else, or on another topic."""
        claim = getattr(self, "claim", None)
        if claim is None or self.contrast_id is None:
            return
        if claim.speaker_id not in {self.contrast.first_id, self.contrast.second_id}:
            raise ValidationError({"claim": f"It is a claim of {claim.speaker}: name one of the two people."})
        if not claim.topic_links.filter(topic=self.contrast.topic_id).exists():
            raise ValidationError({"claim": "It is not on the topic of the contrast: name one that is."})
