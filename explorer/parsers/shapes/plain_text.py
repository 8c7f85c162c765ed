"""The transcript in plain text: ``NAME: words``, a name on a line of its own, or a time before every turn.

Headings, contents and cues are those of a Markdown transcript, whose names without bold end here too.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from explorer.coding.vocabulary import Format
from explorer.labels.reading import NOBODY_NAMED, Labels, read_labels
from explorer.lines import Line, split_lines
from explorer.parsers.builder import DocumentBuilder
from explorer.parsers.containers.cue_files import is_timing
from explorer.parsers.contents import HEADINGS, Heading, as_heading, read_contents
from explorer.parsers.document import ParsedSource
from explorer.parsers.front_matter import read_front_matter, skip_front_matter
from explorer.parsers.timed_speech import is_timed_speech
from explorer.parsers.written import read_turns

TITLE_LIMIT = 200
CONTENTS = HEADINGS | {"timestamps", "chapters", "outline"}
METADATA = frozenset(
    {"title", "date", "host", "hosts", "guest", "guests", "show", "podcast", "episode", "series", "recorded"}
    | {"duration", "length", "source", "url", "link", "language", "location", "participants", "speakers", "transcript"}
    | {"published", "transcribed by", "transcript by", "interviewer", "interviewee", "moderator"}
)
_KEY = re.compile(r"([^\W\d_][\w ]{0,30}):\s{1,9}(\S.*)")


def recognises(text: str) -> bool:
    """Tell whether labels are written in one form, or a time stands before every few seconds of speech."""
    lines = split_lines(text)
    if text.lstrip()[:1] in {"<", "{"} or any(is_timing(line) for line in lines):
        return False
    labels = read_labels(skip_front_matter(lines), is_given=False)
    return labels.are_a_conversation or (not labels.counts and is_timed_speech(labels))


def parse(text: str, named: Mapping[int, str] = NOBODY_NAMED) -> ParsedSource:
    """Read a plain transcript; a turn's time is its own or its section's.

    Paragraphs above the first label are summaries; where nobody is labelled at all, every paragraph is a turn.
    """
    builder = DocumentBuilder(Format.PLAIN_TEXT, text)
    lines = read_front_matter(builder, split_lines(text))
    lines = _read_opening(builder, lines, read_labels(lines, named=named))
    contents = read_contents(builder, lines, heading_of=_heading_of, names_sections=True)

    def heading(line: Line) -> Heading | None:
        return contents.heading(line, as_heading)

    labels = read_turns(builder, lines, contents, heading, named, speaks_unlabelled=True)
    if not labels.counts and lines:
        builder.warn(lines[0], "nobody is labelled in the document; its turns have no speaker")
    return builder.finish()


def _heading_of(line: Line) -> Heading | None:
    """Return a Markdown heading, or the words above the contents alone on a line."""
    if heading := as_heading(line):
        return heading
    words = line.text.rstrip(":").strip()
    return Heading(line, "contents", 1) if words.casefold() in CONTENTS else None


def _read_opening(builder: DocumentBuilder, lines: list[Line], labels: Labels) -> list[Line]:
    """Take a title and ``Key: value`` lines from the top, and return the lines below them.

    A key that stands at the beginning of several lines is a speaker's label, as *Host:* may be.
    """
    keys = Counter(key for line in lines if (key := _key(line)))
    for index, line in enumerate(lines):
        key = _key(line)
        label = labels.by_line.get(line.number)
        if key and keys[key] == 1:
            builder.metadata[key] = line.text.partition(":")[2].strip()
            builder.add_furniture(line)
        elif (
            label is None
            and line.number not in labels.sections
            and _is_title(line, lines[index + 1 : index + 2])
            and not builder.title
        ):
            builder.set_title(line)
        elif line.text:
            return lines[index:]
    return []


def _key(line: Line) -> str:
    """Return what a line of metadata is about, in lower case, nothing where it is none."""
    match = _KEY.fullmatch(line.text)
    return key if match and (key := match[1].casefold()) in METADATA else ""


def _is_title(line: Line, below: Sequence[Line]) -> bool:
    """Tell whether a line stands alone, is short and does not end as a sentence does."""
    alone = not below or not below[0].text
    if not line.text or not alone or len(line.text) > TITLE_LIMIT or as_heading(line):
        return False
    return line.text[-1] not in '.!?:;,…"”' and _heading_of(line) is None and line.text[0] not in "[(-*•0123456789"
