"""The Markdown transcript: front matter, an introduction, contents with times, headings and labelled turns.

A label is ``**Name**:``, or the name without bold where it is bold elsewhere.
"""

import re
from collections import Counter

from explorer.coding.vocabulary import Format
from explorer.parsers.builder import DocumentBuilder
from explorer.parsers.contents import read_contents
from explorer.parsers.document import ParsedSource
from explorer.parsers.labels import CLOCK, Label, read_labels
from explorer.parsers.lines import Line, content_lines, split_lines
from explorer.parsers.turns import Marks, TurnReader

FENCE = "---"
_LABEL = re.compile(
    rf"(?:[\[(]?({CLOCK})[\])]?\s{{0,3}}(?:[-–—|]\s{{0,3}})?)?"
    r"\*\*\s{0,3}([^*:\s][^*:]{0,99}?)\s{0,3}"
    rf"(?::\s{{0,3}}\*\*|\*\*\s{{0,3}}(?:[\[(]({CLOCK})[\])]\s{{0,3}})?:)\s*"
)
_KEY = re.compile(r"([A-Za-z_][\w-]{0,60}):(?:\s+(.*))?")


def recognises(text: str) -> bool:
    """Tell whether lines begin with bold speaker labels, and one speaker is labelled at least twice."""
    labels = Counter(match[2] for line in content_lines(text) if (match := _LABEL.match(line.text)))
    return any(count > 1 for count in labels.values())


def parse(text: str) -> ParsedSource:
    """Read a Markdown transcript into an introduction and turns; a turn's time is its own or its section's."""
    builder = DocumentBuilder(Format.MARKDOWN_TRANSCRIPT, text)
    lines = _read_front_matter(builder, split_lines(text))
    contents = read_contents(builder, lines)
    rest = [line for line in lines if line.number not in contents.lines]
    reader = TurnReader(builder, Marks(contents, read_labels(rest, _bold_label)))
    for line in lines:
        reader.read(line)
    reader.close()
    return builder.finish()


def _bold_label(line: Line) -> Label | None:
    """Return the label that is set in bold at the beginning of a line."""
    match = _LABEL.match(line.text)
    return Label(match[2].strip(), match.end(), match[1] or match[3]) if match else None


def _read_front_matter(builder: DocumentBuilder, lines: list[Line]) -> list[Line]:
    """Take ``key: value`` lines between two fences as metadata, and return the lines below them.

    It is read line by line, never as YAML, whose nesting and tags no transcript needs.
    """
    first = next((index for index, line in enumerate(lines) if line.text), len(lines))
    if first == len(lines) or lines[first].text != FENCE:
        return lines
    last = next((index for index in range(first + 1, len(lines)) if lines[index].text == FENCE), None)
    if last is None:
        builder.warn(lines[first], f"the front matter is not closed by a line {FENCE}; it is read as text")
        return lines
    for line in lines[first : last + 1]:
        builder.add_furniture(line)
    for line in lines[first + 1 : last]:
        _read_key(builder, line)
    builder.title = str(builder.metadata.get("title", ""))
    return lines[last + 1 :]


def _read_key(builder: DocumentBuilder, line: Line) -> None:
    """Add the ``key: value`` of one line to the metadata; warn of a line that is something else."""
    if not line.text or line.text.startswith("#"):
        return
    match = _KEY.fullmatch(line.text)
    if match is None or match[1] in builder.metadata:
        builder.warn(line, "not a new “key: value”; the line is left out of the metadata")
        return
    value = (match[2] or "").strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    builder.metadata[match[1]] = value
