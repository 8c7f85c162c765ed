"""The chapters of a podcast in JSON, as the Podcasting 2.0 namespace specifies them (JSON Chapters 1.2)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from explorer.coding.vocabulary import Format, Grade, PassageKind, TimeBasis
from explorer.labels.reading import NOBODY_NAMED
from explorer.parsers.builder import NO_TIMES, DocumentBuilder, ExtractedText, Times
from explorer.parsers.containers.json_documents import (
    holds_list,
    list_under,
    metadata_of,
    read_object,
    seconds_of,
    words_of,
)
from explorer.parsers.document import ParsedSource, Span

KEY = "chapters"


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A chapter that has a title; ``place`` is its number in the list, from 1."""

    place: int
    span: Span
    title: str
    start: object
    end: object


def recognises(text: str) -> bool:
    """Tell whether the text is a JSON object with a list of chapters."""
    return holds_list(text, KEY)


def parse(text: str, named: Mapping[int, str] = NOBODY_NAMED) -> ParsedSource:  # noqa: ARG001  (all shapes are called alike)
    """Read chapters: each title is a chapter with times of its own, the description above them a summary.

    The text is the description and the titles, each a paragraph.
    """
    document = read_object(text)
    chapters = list_under(document, KEY)
    extracted = ExtractedText()
    description = words_of(document.get("description"))
    summary = extracted.write(description) if description else None
    titled = list(_titled(chapters, extracted))
    builder = DocumentBuilder(Format.PODCAST_CHAPTERS, str(extracted))
    builder.title = words_of(document.get("title"))
    builder.metadata.update(metadata_of(document))
    if summary:
        builder.add_passage(PassageKind.SUMMARY, Grade.SUMMARY, summary)
    latest = 0.0
    for chapter in titled:
        latest = _read_chapter(builder, chapter, latest)
    if untitled := len(chapters) - len(titled):
        builder.warn("chapters", f"{untitled} have no title and are left out")
    return builder.finish()


def _titled(chapters: list[object], extracted: ExtractedText) -> Iterator[_Chapter]:
    """Write the titles of the chapters that have one, and yield these chapters."""
    for place, chapter in enumerate(chapters, start=1):
        if isinstance(chapter, dict) and (title := words_of(chapter.get("title"))):
            yield _Chapter(place, extracted.write(title), title, chapter.get("startTime"), chapter.get("endTime"))


def _read_chapter(builder: DocumentBuilder, chapter: _Chapter, latest: float) -> float:
    """Add a chapter, warn of times that are none or out of order, and return the latest start so far."""
    place, start, end = f"chapter {chapter.place}", seconds_of(chapter.start), seconds_of(chapter.end)
    if start is None:
        builder.warn(place, "it has no start that is a time; the chapter has no times")
    elif start < latest:
        builder.warn(place, "it starts before the one above it; check the order")
    if chapter.end is not None and start is not None and (end is None or end < start):
        builder.warn(place, "its end is no time after its start; the chapter has no end time")
        end = None
    times = NO_TIMES if start is None else Times(start, end, TimeBasis.OWN)
    builder.add_passage(PassageKind.CHAPTER, Grade.SUMMARY, chapter.span, section=chapter.title, times=times)
    return max(latest, start or 0.0)
