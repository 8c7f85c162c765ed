"""A written transcript, in Markdown or plain, from its lines to its turns."""

from collections.abc import Callable, Mapping

from explorer.labels.reading import Labels, Markup, read_labels
from explorer.lines import Line
from explorer.parsers.builder import DocumentBuilder
from explorer.parsers.contents import Contents, Heading
from explorer.parsers.turns import Marks, TurnReader, reason_of

ASKED = frozenset({"q", "a", "question", "answer", "audience", "audience member", "audience question", "speaker"})
QUESTIONED = 3
SHORTEST_TALK = 15
FEWEST_PARAGRAPHS = 2
HeadingOf = Callable[[Line], Heading | None]


def read_turns(
    builder: DocumentBuilder,
    lines: list[Line],
    contents: Contents,
    heading: HeadingOf,
    named: Mapping[int, str],
    *,
    speaks_unlabelled: bool = False,
    markup: Markup | None = None,
    reason: Callable[[Line], str | None] = reason_of,
) -> Labels:
    """Add the passages of a written transcript, and return its labels.

    With ``speaks_unlabelled`` every paragraph is a turn where nobody is labelled.
    """
    spoken = [line for line in lines if line.number not in contents.lines and not heading(line)]
    labels = read_labels(spoken, markup, named=named)
    speaks_at_once = _is_a_talk(spoken, labels) if labels.counts else speaks_unlabelled
    reader = TurnReader(builder, Marks(contents, labels, heading, reason, speaks_at_once))
    for line in lines:
        reader.read(line)
    reader.close()
    return labels


def _is_a_talk(lines: list[Line], labels: Labels) -> bool:
    """Tell whether a talk stands above the first label rather than an introduction: it has the most words.

    Above questions from an audience, who are no more than *Q* and *A*, fewer words suffice.
    """
    first = min((number for number, label in labels.by_line.items() if label.speaker), default=0)
    paragraphs = [line for line in lines if line.text and line.number < first]
    above = sum(len(line.text.split()) for line in paragraphs)
    if above < SHORTEST_TALK or len(paragraphs) < FEWEST_PARAGRAPHS:
        return False
    below = sum(len(line.text.split()) for line in lines if line.number >= first)
    return above * (QUESTIONED if ASKED.issuperset(labels.counts) else 1) > below
