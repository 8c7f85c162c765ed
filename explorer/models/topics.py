"""Questions with two poles, and the kinds of difference that two speakers have on them."""

from django.db import models
from django.urls import reverse

from explorer.coding.vocabulary import ContrastKind
from explorer.models.fields import Record, code_field, one_of
from explorer.models.versions import Versions
from explorer.querysets.topics import ContrastQuerySet, TopicQuerySet


class Topic(Record):
    """A question; its first pole is −2 on the scale, its second +2."""

    slug = models.SlugField(max_length=100, unique=True)
    ordinal = models.PositiveIntegerField(default=0, help_text="Place in lists.")
    question = models.CharField(max_length=200)
    description = models.TextField()
    first_pole = models.CharField("first pole (−2)", max_length=200)
    second_pole = models.CharField("second pole (+2)", max_length=200)
    first_means = models.TextField("what the first pole means")
    middle_means = models.TextField("what the middle means", blank=True)
    second_means = models.TextField("what the second pole means")
    added = models.DateField(help_text="Sources read in full before this day count as not yet read for the topic.")

    objects = TopicQuerySet.as_manager()
    history = Versions()

    class Meta:
        """In the order that the corpus gives."""

        ordering = ["ordinal", "slug"]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        """Return the address of the comparison."""
        return reverse("topic-detail", args=[self.slug])

    @property
    def poles(self) -> tuple[str, str]:
        """The names of the two ends, first pole first."""
        return (self.first_pole, self.second_pole)


class Contrast(Record):
    """What kind of difference two speakers have on a topic; the pair is kept in the order of their slugs."""

    topic = models.ForeignKey("explorer.Topic", on_delete=models.CASCADE, related_name="contrasts")
    first = models.ForeignKey("explorer.Speaker", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("explorer.Speaker", on_delete=models.CASCADE, related_name="+")
    kind = code_field(ContrastKind)
    reason = models.TextField()

    objects = ContrastQuerySet.as_manager()
    history = Versions()

    class Meta:
        """By topic, then by pair."""

        ordering = ["topic", "first__slug", "second__slug"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "first", "second"], name="contrast_once_per_pair"),
            models.CheckConstraint(
                condition=~models.Q(first=models.F("second")),
                name="contrast_between_two",
                violation_error_message="A contrast is between two people: choose two different ones.",
            ),
            one_of("kind", ContrastKind, "contrast_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}: {self.get_kind_display()}"

    def clean(self) -> None:
        """Put the pair in the order of their slugs, so that it can be stored only once."""
        if self.first_id and self.second_id and self.first.slug > self.second.slug:
            self.first, self.second = self.second, self.first
