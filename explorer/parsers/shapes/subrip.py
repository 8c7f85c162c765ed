"""SubRip captions: numbered blocks of times and words, a speaker's name and a colon where the speaker changes."""

from collections.abc import Mapping

from explorer.coding.vocabulary import Format
from explorer.labels.reading import NOBODY_NAMED
from explorer.lines import split_lines
from explorer.parsers.containers.cue_files import ARROW, is_timing, read_blocks, split_blocks
from explorer.parsers.containers.cues import join_cues
from explorer.parsers.document import ParsedSource

MOST_LINES_ABOVE = 2


def recognises(text: str) -> bool:
    """Tell whether the first lines with words are a cue's number, if it has one, and its times."""
    lines = [line for line in split_lines(text[:2000]) if line.text][:MOST_LINES_ABOVE]
    if not lines or lines[0].text.startswith("WEBVTT"):
        return False
    timing = lines[-1] if lines[0].text.isdecimal() else lines[0]
    return is_timing(timing) and ARROW in timing.text


def parse(text: str, named: Mapping[int, str] = NOBODY_NAMED) -> ParsedSource:
    """Read SubRip captions into turns; the text is their words, a paragraph for each turn."""
    file = read_blocks(split_blocks(split_lines(text), have_names=False), named)
    return join_cues(Format.SUBRIP, file.cues, warnings=file.warnings, labels=file.labels, has_voices=file.has_voices)
