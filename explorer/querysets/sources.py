"""Questions about documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models.functions import Length

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.models import Erratum, Passage, Source, Speaker


class SourceQuerySet(models.QuerySet["Source"]):
    """Sources."""

    def without_text(self) -> Self:
        """Leave the bytes and the text in the database, where a list has no use for them."""
        return self.defer("raw", "text")

    def with_length(self) -> Self:
        """Annotate ``length``: the text's length in code points."""
        return self.annotate(length=Length("text"))

    def about(self, speakers: Iterable[Speaker]) -> Self:
        """Keep the documents of episodes in which one of the speakers took part."""
        return self.filter(episode__appearances__speaker__in=list(speakers)).distinct()


class PassageQuerySet(models.QuerySet["Passage"]):
    """Passages."""

    def with_source(self) -> Self:
        """Fetch the document and its episode, without the document's text, and who speaks."""
        return self.select_related("source__episode__series", "speaker", "answers").defer("source__raw", "source__text")


class ErratumQuerySet(models.QuerySet["Erratum"]):
    """Errata."""

    def in_sources(self, sources: Iterable[int]) -> Self:
        """Keep those of the sources with these keys."""
        return self.filter(source__in=set(sources))
