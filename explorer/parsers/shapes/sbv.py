"""SBV captions, as YouTube exports them: ``0:00:00.599,0:00:04.160`` above the words of each cue."""

from collections.abc import Mapping

from explorer.coding.vocabulary import Format
from explorer.labels.reading import NOBODY_NAMED
from explorer.lines import split_lines
from explorer.parsers.containers.cue_files import ARROW, is_timing, read_blocks, split_blocks
from explorer.parsers.containers.cues import join_cues
from explorer.parsers.document import ParsedSource


def recognises(text: str) -> bool:
    """Tell whether the first line with words is the times of a cue with a comma between them."""
    first = next((line for line in split_lines(text[:2000]) if line.text), None)
    return first is not None and ARROW not in first.text and is_timing(first)


def parse(text: str, named: Mapping[int, str] = NOBODY_NAMED) -> ParsedSource:
    """Read SBV captions into turns; the text is their words, a paragraph for each turn."""
    file = read_blocks(split_blocks(split_lines(text), have_names=False), named)
    return join_cues(Format.SBV, file.cues, warnings=file.warnings, labels=file.labels, has_voices=file.has_voices)
