"""The parts of a conversation as the Podcasting 2.0 namespace has them (JSON Chapters Format, version 1.2)."""

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.formats.schema_org import Thing

MEDIA_TYPE = "application/json+chapters"
"""How chapters are served, as the format says; it is no registered type."""

VERSION = "1.2.0"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part from ``start`` seconds on, to be read at ``url``; ``end`` is None where the document does not say it."""

    start: float
    end: float | None
    title: str
    url: str


def chapters(parts: Iterable[Chapter], *, title: str, podcast: str, description: str) -> Thing:
    """Return the parts of an episode in the order of their times; what is not known is left out."""
    about = {"title": title, "podcastName": podcast, "description": description}
    ordered = sorted(parts, key=lambda part: part.start)
    return {
        "version": VERSION,
        **{name: words for name, words in about.items() if words},
        "chapters": [_chapter(part) for part in ordered],
    }


def _chapter(part: Chapter) -> Thing:
    ends = {"endTime": part.end} if part.end is not None and part.end > part.start else {}
    return {"startTime": part.start, **ends, "title": part.title, "url": part.url, "toc": True}
