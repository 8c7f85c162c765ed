"""Which format a document has, told from its shape."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from explorer.coding.vocabulary import Format
from explorer.errors import SourceError
from explorer.sources import chapters_page, markdown_transcript, notes, qa_page, summary_page
from explorer.sources.document import ParsedSource
from explorer.text import join_words


class Parser(Protocol):
    """What a format's module offers."""

    def recognises(self, text: str, /) -> bool:
        """Tell, from the shape alone, whether ``text`` has the format."""

    def parse(self, text: str, /) -> ParsedSource:
        """Read ``text`` as the format, whatever it is; there may be no passage in it."""


PARSERS: Mapping[Format, Parser] = MappingProxyType(
    {
        Format.SUMMARY_PAGE: summary_page,
        Format.CHAPTERS_PAGE: chapters_page,
        Format.QA_PAGE: qa_page,
        Format.MARKDOWN_TRANSCRIPT: markdown_transcript,
        Format.NOTES: notes,
    }
)


def detect(text: str) -> Format:
    """Return the format of ``text``; notes, which have no marks, only where no other shape is seen.

    Raises :class:`SourceError` when no format or more than one fits.
    """
    marked: list[str] = [
        name for name, parser in PARSERS.items() if name is not Format.NOTES and parser.recognises(text)
    ]
    if len(marked) > 1:
        raise SourceError(f"the document could be {join_words(marked, 'or')}; name one of them with --format")
    if marked:
        return Format(marked[0])
    if notes.recognises(text):
        return Format.NOTES
    message = f"no format is recognised; name one with --format: {join_words(list(Format), 'or')}"
    raise SourceError(message)
