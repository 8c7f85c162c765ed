"""Which format a document has, told from its shape."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from explorer.coding.vocabulary import Format
from explorer.errors import SourceError
from explorer.parsers.document import ParsedSource
from explorer.parsers.shapes import (
    chapters_page,
    html_transcript,
    markdown_transcript,
    notes,
    plain_text,
    podcast_chapters,
    podcast_json,
    qa_page,
    sbv,
    subrip,
    summary_page,
    timestamp_list,
    webvtt,
)
from explorer.text import join_words


class Parser(Protocol):
    """What a format's module offers."""

    def recognises(self, text: str, /) -> bool:
        """Tell, from the shape alone, whether ``text`` has the format."""

    def parse(self, text: str, named: Mapping[int, str], /) -> ParsedSource:
        """Read ``text`` as the format, whatever it is; there may be no passage in it.

        ``named`` says who speaks at which lines, where the format has speakers.
        """


PARSERS: Mapping[Format, Parser] = MappingProxyType(
    {
        Format.SUMMARY_PAGE: summary_page,
        Format.CHAPTERS_PAGE: chapters_page,
        Format.NOTES: notes,
        Format.QA_PAGE: qa_page,
        Format.MARKDOWN_TRANSCRIPT: markdown_transcript,
        Format.WEBVTT: webvtt,
        Format.SUBRIP: subrip,
        Format.SBV: sbv,
        Format.PODCAST_JSON: podcast_json,
        Format.PODCAST_CHAPTERS: podcast_chapters,
        Format.HTML_TRANSCRIPT: html_transcript,
        Format.TIMESTAMP_LIST: timestamp_list,
        Format.PLAIN_TEXT: plain_text,
    }
)
UNMARKED = (Format.PLAIN_TEXT, Format.NOTES)
"""Formats without marks of their own, the likelier first; they are taken where no other shape is seen."""
EXTRACTED = frozenset(
    {Format.WEBVTT, Format.SUBRIP, Format.SBV, Format.PODCAST_JSON, Format.PODCAST_CHAPTERS, Format.HTML_TRANSCRIPT}
)
"""Formats whose words stand between marks, so that the text is what the parser puts together."""
WHOLE = frozenset({Format.PODCAST_JSON, Format.PODCAST_CHAPTERS})
"""Formats that are known by their end as well."""
SAMPLE = 200_000
"""Code points from the beginning that tell all other shapes."""
EXTENSIONS: Mapping[str, frozenset[Format]] = MappingProxyType(
    {
        "vtt": frozenset({Format.WEBVTT}),
        "srt": frozenset({Format.SUBRIP}),
        "sbv": frozenset({Format.SBV}),
        "json": frozenset({Format.PODCAST_JSON, Format.PODCAST_CHAPTERS}),
        "html": frozenset({Format.HTML_TRANSCRIPT}),
        "htm": frozenset({Format.HTML_TRANSCRIPT}),
        "md": frozenset({Format.MARKDOWN_TRANSCRIPT}),
    }
)
"""What a file's name says; it decides between shapes that both fit, never against the content."""


def detect(text: str, extension: str = "") -> Format:
    """Return the format of ``text``; ``extension`` is the ending of the file's name, without its dot.

    Raises :class:`SourceError` when no format or more than one fits.
    """
    head = text[:SAMPLE]
    shapes = {name: text if name in WHOLE else head for name in PARSERS if name not in UNMARKED}
    marked = [name for name, shape in shapes.items() if PARSERS[name].recognises(shape)]
    if len(marked) > 1:
        expected = EXTENSIONS.get(extension.lower(), frozenset())
        marked = [name for name in marked if name in expected] or marked
    if len(marked) > 1:
        raise SourceError(f"the document could be {join_words([*marked], 'or')}; name one of them as its format")
    if marked:
        return marked[0]
    for name in UNMARKED:
        if PARSERS[name].recognises(head):
            return name
    message = f"no format is recognised; name its format: {join_words(list(Format), 'or')}"
    raise SourceError(message)
