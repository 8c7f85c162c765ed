"""The Markdown transcript: front matter, an introduction, contents with times, headings and labelled turns."""

from collections.abc import Mapping

from explorer.coding.vocabulary import Format
from explorer.labels.heads import Wrap
from explorer.labels.reading import NOBODY_NAMED, read_labels
from explorer.lines import split_lines
from explorer.parsers.builder import DocumentBuilder
from explorer.parsers.contents import as_heading, read_contents
from explorer.parsers.document import ParsedSource
from explorer.parsers.front_matter import read_front_matter, skip_front_matter
from explorer.parsers.written import read_turns


def recognises(text: str) -> bool:
    """Tell whether lines begin with bold speaker labels, and one speaker is labelled at least twice."""
    if "**" not in text and "__" not in text:
        return False
    labels = read_labels(skip_front_matter(split_lines(text)), is_given=False)
    return labels.are_a_conversation and labels.form is not None and labels.form.shape.wrap is Wrap.BOLD


def parse(text: str, named: Mapping[int, str] = NOBODY_NAMED) -> ParsedSource:
    """Read a Markdown transcript into an introduction and turns; a turn's time is its own or its section's."""
    builder = DocumentBuilder(Format.MARKDOWN_TRANSCRIPT, text)
    lines = read_front_matter(builder, split_lines(text))
    contents = read_contents(builder, lines)
    read_turns(builder, lines, contents, as_heading, named)
    return builder.finish()
