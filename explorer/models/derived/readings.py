"""The readings of a speaker's documents as they are kept, now and as of every day, and what keeps rows by day.

The rows are derived from documents and parts in episodes (`debate/overviews/readings.py`), like the overviews' rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models

from explorer.models.derived.references import refer

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from explorer.models.speakers import Speaker

Row = TypeVar("Row", bound="StateByDay")


class StateByDayQuerySet(models.QuerySet[Row]):
    """Chainable queries on states that are kept by day."""

    def present(self) -> Self:
        """Keep the present states, which count undated words too."""
        return self.filter(since=None)

    def as_of(self, day: datetime.date | None) -> Self:
        """Keep the one state of each thing that holds as of a day, the present one without a day."""
        if day is None:
            return self.present()
        return self.filter(models.Q(until=None) | models.Q(until__gt=day), since__lte=day)

    def held_by_any(self, speakers: Iterable[Speaker]) -> Self:
        return self.filter(speaker__in=list(speakers))


class StateByDay(models.Model):
    """A state as of the days from ``since`` until before ``until``; the present one has neither day."""

    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        """Abstract: the base of every table of states."""

        abstract = True


class ReadingStateQuerySet(StateByDayQuerySet["ReadingState"]):
    """Chainable queries on the readings of speakers' documents."""


class ReadingState(StateByDay):
    """Whether every document held of one speaker was read in full, and on which day the first of them was.

    ``read_in_full`` is empty while one of them was not. A speaker of whom no document is held has no state, and a day
    on which another document changes nothing of this has no state of its own.
    """

    speaker = refer("explorer.Speaker")
    read_in_full = models.DateField(null=True)

    objects = ReadingStateQuerySet.as_manager()

    class Meta:
        ordering = ["speaker_id", "since"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["speaker", "since"], name="reading_state_once_a_day"),
            models.UniqueConstraint(
                fields=["speaker"], condition=models.Q(since=None), name="reading_state_once_at_present"
            ),
        ]

    def __str__(self) -> str:
        return f"documents of {self.speaker_id}, {self.since or 'now'}"
