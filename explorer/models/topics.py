"""Topics: questions with two poles."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.urls import reverse

from explorer.models.fields import Record
from explorer.models.versions import Versions


class TopicQuerySet(models.QuerySet["Topic"]):
    """Chainable queries on topics."""

    def to_index(self) -> Self:
        """Return all topics, since all are public, in a stable order."""
        return self.order_by("pk")


class Topic(Record):
    """A question with a scale from its first pole (−2) to its second (+2)."""

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
        ordering = ["ordinal", "slug"]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("topic-detail", args=[self.slug])

    @property
    def poles(self) -> tuple[str, str]:
        """The names of the first and second pole."""
        return (self.first_pole, self.second_pole)
