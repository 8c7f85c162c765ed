"""WebVTT captions (W3C WebVTT 1): a header, notes and styles, then cues with voice tags or labels."""

import re
from collections.abc import Iterable, Mapping

from explorer.coding.vocabulary import Format
from explorer.labels.reading import NOBODY_NAMED
from explorer.lines import Line, split_lines
from explorer.parsers.containers.cue_files import ARROW, is_timing, read_blocks, split_blocks
from explorer.parsers.containers.cues import join_cues
from explorer.parsers.document import ParsedSource

SIGNATURE = "WEBVTT"
_NOT_WORDS = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s.*)?")
_KEY = re.compile(r"([A-Za-z][\w-]{0,30})\s{0,3}[:=]\s{0,3}(.{1,300})")


def recognises(text: str) -> bool:
    """Tell whether the text begins as the specification demands, and holds a line of times."""
    return re.match(rf"\s*{SIGNATURE}(?:\s|\Z)", text) is not None and ARROW in text


def parse(text: str, named: Mapping[int, str] = NOBODY_NAMED) -> ParsedSource:
    """Read WebVTT captions into turns; the text is their words, a paragraph for each turn."""
    metadata: dict[str, object] = {}
    lines = _without_notes(split_lines(text), metadata)
    file = read_blocks(split_blocks(lines, have_names=True), named)
    title = str(metadata.pop(SIGNATURE, ""))
    return join_cues(
        Format.WEBVTT,
        file.cues,
        title=title,
        metadata=metadata,
        warnings=file.warnings,
        labels=file.labels,
        has_voices=file.has_voices,
    )


def _without_notes(lines: Iterable[Line], metadata: dict[str, object]) -> list[Line]:
    """Return the lines without the header, whose title and keys are metadata, and without notes, styles and regions.

    Each of these ends at a blank line; one that forgets it ends at the next times.
    """
    kept: list[Line] = []
    skipping = above_all = ""
    last_blank = True
    for line in lines:
        if not above_all and line.text.startswith(SIGNATURE):
            skipping = SIGNATURE
            metadata[SIGNATURE] = line.text.removeprefix(SIGNATURE).lstrip(" \t-–—:")
        elif last_blank and _NOT_WORDS.fullmatch(line.text):
            skipping = line.text.split()[0]
        elif not line.text or is_timing(line):
            skipping = ""
        elif skipping == SIGNATURE and (key := _KEY.fullmatch(line.text)):
            metadata[key[1]] = key[2]
        above_all = above_all or line.text
        last_blank = not line.text
        if not skipping:
            kept.append(line)
    return kept
