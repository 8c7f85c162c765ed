"""Chapters of a conversation in the form of the Podcasting 2.0 namespace (JSON Chapters Format, version 1.2)."""

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.formats.schema_org import Thing

MEDIA_TYPE = "application/json+chapters"
"""The media type that the format names. It is not registered."""

VERSION = "1.2.0"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part that starts at ``start`` seconds and is read at ``url``; ``end`` is None where the document has none."""

    start: float
    end: float | None
    title: str
    url: str


def build_chapters(chapters: Iterable[Chapter], *, title: str, podcast: str, description: str) -> Thing:
    """Return the chapters of an episode, sorted by time; empty descriptions are left out."""
    about = {"title": title, "podcastName": podcast, "description": description}
    ordered = sorted(chapters, key=lambda chapter: chapter.start)
    return {
        "version": VERSION,
        **{name: words for name, words in about.items() if words},
        "chapters": [_build_chapter(chapter) for chapter in ordered],
    }


def _build_chapter(chapter: Chapter) -> Thing:
    ends = {"endTime": chapter.end} if chapter.end is not None and chapter.end > chapter.start else {}
    return {"startTime": chapter.start, **ends, "title": chapter.title, "url": chapter.url, "toc": True}
