"""Claims, the words that carry them, and how they bear on topics and on each other."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from explorer.coding import rules
from explorer.coding.vocabulary import Attribution, Bearing, ClaimRole, Grade, Mode, RelationKind, Status
from explorer.models.fields import TIMES, Publishable, Record, code_field, one_of
from explorer.models.versions import Versions
from explorer.querysets.claims import ClaimQuerySet, ClaimTopicQuerySet, RelationQuerySet


class Claim(Publishable):
    """One assertion, held by one speaker, in the curator's own words."""

    slug = models.SlugField(max_length=100, unique=True)
    speaker = models.ForeignKey(
        "explorer.Speaker", on_delete=models.PROTECT, related_name="claims", help_text="The holder: whose view it is."
    )
    episode = models.ForeignKey("explorer.Episode", on_delete=models.PROTECT, related_name="claims")
    statement = models.CharField(
        max_length=200,
        help_text="One neutral sentence in the present tense that says nothing its evidence does not say.",
    )
    role = code_field(ClaimRole, default=ClaimRole.PLAIN)
    retracted_on = models.DateField(null=True, blank=True)
    retraction_reason = models.TextField(blank=True)
    topics = models.ManyToManyField("explorer.Topic", through="explorer.ClaimTopic", related_name="claims")

    objects = ClaimQuerySet.as_manager()
    history = Versions(parts=("topic_links", "evidence"), leave_out=TIMES)

    class Meta:
        """In the order in which they were coded."""

        ordering = ["pk"]
        permissions = [("review_claim", "Can send back, publish and retract claims")]
        constraints = [
            one_of("status", Status, "claim_status_known"),
            one_of("role", ClaimRole, "claim_role_known"),
            models.CheckConstraint(condition=~models.Q(statement=""), name="claim_has_a_statement"),
            models.CheckConstraint(
                condition=(
                    models.Q(status=Status.RETRACTED, retracted_on__isnull=False) & ~models.Q(retraction_reason="")
                )
                | (~models.Q(status=Status.RETRACTED) & models.Q(retracted_on__isnull=True, retraction_reason="")),
                name="claim_retraction_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["speaker", "status"], name="claim_by_holder")]

    def __str__(self) -> str:
        return self.statement

    def clean(self) -> None:
        """Refuse half a retraction: its day and its reason belong to retracted claims, and to no other."""
        whole = self.retracted_on is not None and bool(self.retraction_reason)
        if self.status == Status.RETRACTED and not whole:
            raise ValidationError(
                {"retraction_reason": "Give the day and the reason of the retraction: readers see both."}
            )
        if self.status != Status.RETRACTED and (self.retracted_on or self.retraction_reason):
            raise ValidationError(
                {"retraction_reason": "Only a retracted claim has a day and a reason: set the status, or empty both."}
            )

    def get_absolute_url(self) -> str:
        """Return the claim's permanent address."""
        return reverse("claim-detail", args=[self.slug])

    @property
    def mode(self) -> Mode | None:
        """The mode of the strongest direct evidence, else of the strongest reported; None without evidence."""
        return rules.claim_mode((evidence.attribution, Mode(evidence.mode)) for evidence in self.evidence.all())

    @property
    def grade(self) -> Grade | None:
        """The best grade in which the holder's own assertion is held; None where there is none."""
        direct = {Grade(one.passage.grade) for one in self.evidence.all() if one.attribution == Attribution.DIRECT}
        return next((grade for grade in Grade if grade in direct), None)

    @property
    def is_reported(self) -> bool:
        """Whether nothing but others' reports carries the claim."""
        return not any(evidence.attribution == Attribution.DIRECT for evidence in self.evidence.all())


class ClaimTopic(Record):
    """A claim's link to a topic."""

    claim = models.ForeignKey("explorer.Claim", on_delete=models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey("explorer.Topic", on_delete=models.PROTECT, related_name="claim_links")
    bearing = code_field(Bearing, default=Bearing.POSITION)

    objects = ClaimTopicQuerySet.as_manager()

    class Meta:
        """In the order in which the curator linked them."""

        ordering = ["pk"]
        verbose_name = "link to a topic"
        verbose_name_plural = "links to topics"
        constraints = [
            models.UniqueConstraint(fields=["claim", "topic"], name="claim_linked_once_to_a_topic"),
            one_of("bearing", Bearing, "claim_topic_bearing_known"),
        ]
        indexes = [models.Index(fields=["topic", "bearing"], name="claim_topic_by_bearing")]

    def __str__(self) -> str:
        return f"{self.topic}: {self.get_bearing_display().lower()}"


class Relation(Record):
    """How one claim bears on another; directed."""

    from_claim = models.ForeignKey("explorer.Claim", on_delete=models.CASCADE, related_name="relations_out")
    to_claim = models.ForeignKey("explorer.Claim", on_delete=models.CASCADE, related_name="relations_in")
    kind = code_field(RelationKind)
    reason = models.CharField(max_length=200)

    objects = RelationQuerySet.as_manager()
    history = Versions()

    class Meta:
        """In the order in which they were coded."""

        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["from_claim", "to_claim"], name="relation_once_per_pair"),
            models.CheckConstraint(
                condition=~models.Q(from_claim=models.F("to_claim")),
                name="relation_between_two_claims",
                violation_error_message="A claim bears on another claim: choose two different ones.",
            ),
            one_of("kind", RelationKind, "relation_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.from_claim} {self.get_kind_display().lower()} {self.to_claim}"
