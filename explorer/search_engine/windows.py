"""Windows: stretches of a text that are embedded each by itself, as the vector of a long text means nothing."""

import re
from collections.abc import Iterator
from itertools import pairwise

from explorer.text import sentence_spans

LONGEST = 600
"""Code points of a window, from which sentences are cut: in transcripts without full stops they never end."""

WORD = re.compile(r"\S+")

Span = tuple[int, int]


def window_spans(text: str) -> list[Span]:
    """Return the spans of a text's windows in code points: every two neighbouring sentences, or the only one."""
    pieces = [piece for sentence in sentence_spans(text) for piece in _cut(text, sentence)]
    return [(first[0], second[1]) for first, second in pairwise(pieces)] if len(pieces) > 1 else pieces


def cut_windows(text: str) -> list[str]:
    """Return the windows of a text, each on one line."""
    return [" ".join(text[start:end].split()) for start, end in window_spans(text)]


def _cut(text: str, sentence: Span) -> Iterator[Span]:
    """Yield the span of a sentence, or of its pieces where it is long; no word is cut."""
    start, end = sentence
    if end - start <= LONGEST // 2:
        yield sentence
        return
    place = start
    for word in WORD.finditer(text, start, end):
        if word.start() > start and word.end() - start > LONGEST // 2:
            yield start, place
            start = word.start()
        place = word.end()
    if place > start:
        yield start, place
