"""Questions about documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models.functions import Length

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from explorer.models import Episode, Erratum, Passage, Source, Speaker
    from explorer.querysets.claims import EvidenceQuerySet


class SourceQuerySet(models.QuerySet["Source"]):
    """Sources."""

    def without_text(self) -> Self:
        """Leave the bytes and the text in the database, where a list has no use for them."""
        return self.defer("raw", "text")

    def to_export(self) -> Self:
        """Fetch the episode, the text and its length, without the bytes."""
        return self.select_related("episode").defer("raw").with_length()

    def with_episode(self) -> Self:
        """Fetch the episode and its series, without the documents' texts."""
        return self.select_related("episode__series").without_text()

    def with_text(self) -> Self:
        """Fetch the episode and its series with the text, without the bytes."""
        return self.select_related("episode__series").defer("raw")

    def with_length(self) -> Self:
        """Annotate ``length``: the text's length in code points."""
        return self.annotate(length=Length("text"))

    def unread_for_some_topic(self) -> Self:
        """Keep those that were not read in full since the newest topic was added."""
        newest = apps.get_model("explorer", "Topic").objects.aggregate(newest=models.Max("added"))["newest"]
        unread = models.Q(read_in_full=None)
        return self.filter(unread | models.Q(read_in_full__lt=newest) if newest else unread)

    def in_episode(self, episode: Episode) -> Self:
        """Keep those about one episode."""
        return self.filter(episode=episode)

    def read_days(
        self, speakers: Iterable[Speaker]
    ) -> dict[int, list[tuple[datetime.date | None, datetime.date | None]]]:
        """Return, by speaker's key, for each document of their episodes the episode's day and when it was read in full.

        Each day is None where there is none.
        """
        days: dict[int, list[tuple[datetime.date | None, datetime.date | None]]] = {}
        rows = self.filter(episode__appearances__speaker__in=list(speakers))
        for speaker, said, read in rows.values_list("episode__appearances__speaker", "episode__date", "read_in_full"):
            days.setdefault(speaker, []).append((said, read))
        return days

    def parts(self) -> list[tuple[int, int, datetime.date | None]]:
        """Return, by source's and speaker's key, who takes part in each and when it was read in full."""
        rows = self.exclude(episode__appearances=None)
        return list(rows.values_list("pk", "episode__appearances__speaker", "read_in_full"))


class PassageQuerySet(models.QuerySet["Passage"]):
    """Passages."""

    def with_source(self) -> Self:
        """Fetch the document and its episode, without the document's text, and who speaks."""
        return self.select_related("source__episode__series", "speaker", "answers").defer("source__raw", "source__text")

    def to_index(self) -> Self:
        """Keep those whose text is shown, with who speaks and the public claims that rest on them."""
        evidence: EvidenceQuerySet = apps.get_model("explorer", "Evidence").objects.all()
        carrying = models.Prefetch("evidence", queryset=evidence.published().with_topics())
        shown = self.readable().select_related("source__episode", "speaker")
        return shown.defer("source__raw", "source__text").prefetch_related("speaker__aliases", carrying).order_by("pk")

    def readable(self) -> Self:
        """Keep those of documents whose text may be shown."""
        return self.filter(source__show_text=True)

    def in_source(self, source: Source) -> Self:
        """Keep those of one document."""
        return self.filter(source=source)

    def in_episode(self, episode: Episode) -> Self:
        """Keep those of the documents about one episode."""
        return self.filter(source__episode=episode)

    def replying_to(self, passages: Iterable[int]) -> Self:
        """Keep those that answer the passages with these keys, with who speaks."""
        return self.filter(answers__in=set(passages)).select_related("speaker")

    def tally(self) -> list[tuple[int, str, bool, int]]:
        """Return how many passages there are, by source's key, disposition and whether a public claim rests on them."""
        evidence: EvidenceQuerySet = apps.get_model("explorer", "Evidence").objects.all()
        used = models.Exists(evidence.published().filter(passage=models.OuterRef("pk")))
        counted = self.order_by().annotate(used=used).values_list("source", "disposition", "used")
        return list(counted.annotate(models.Count("pk")))

    def waiting(self) -> Self:
        """Keep those that are neither evidence of anything nor disposed of."""
        return self.filter(disposition="", evidence=None)

    def with_claims(self) -> Self:
        """Fetch who speaks and the claims that rest on them, whatever their status, with who holds them."""
        evidence: EvidenceQuerySet = apps.get_model("explorer", "Evidence").objects.all()
        quoted = models.Prefetch("evidence", queryset=evidence.select_related("claim__speaker").order_by("start", "pk"))
        return self.select_related("speaker").prefetch_related(quoted)

    def next_after(self, ordinal: int) -> Passage | None:
        """Return the first one after a place in the document, else the first one before it."""
        return self.filter(ordinal__gt=ordinal).order_by("ordinal").first() or self.order_by("ordinal").first()

    def used(self) -> Self:
        """Keep those that are evidence of something."""
        return self.filter(evidence__isnull=False).distinct()

    def count_by_source(self) -> dict[int, int]:
        """Return how many there are, by source's key."""
        return dict(self.order_by().values_list("source").annotate(models.Count("pk")))

    def overlapping(self, start: int, end: int) -> Self:
        """Keep those that share at least one character with ``[start, end)``, in code points of their source."""
        return self.filter(start__lt=end, end__gt=start)


class ErratumQuerySet(models.QuerySet["Erratum"]):
    """Errata."""

    def published(self) -> Self:
        """Keep those of documents whose text may be shown: they quote it."""
        return self.filter(source__show_text=True)

    def with_source(self) -> Self:
        """Fetch the document, without its text."""
        return self.select_related("source").defer("source__raw", "source__text")

    def in_sources(self, sources: Iterable[int]) -> Self:
        """Keep those of the sources with these keys."""
        return self.filter(source__in=set(sources))
