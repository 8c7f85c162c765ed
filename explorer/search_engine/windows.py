"""Windows: stretches of a text that are embedded each by itself, as the vector of a long text means nothing."""

from collections.abc import Iterator
from itertools import pairwise

from explorer.text import sentence_spans

LONGEST = 600
"""Code points of a window; what is beyond is cut into further windows."""


def cut_windows(text: str) -> list[str]:
    """Return the windows of a text: every two neighbouring sentences, or its only one."""
    sentences = [text[start:end].strip() for start, end in sentence_spans(text)]
    sentences = [piece for sentence in sentences if sentence for piece in _cut(sentence)]
    return [f"{first} {second}" for first, second in pairwise(sentences)] if len(sentences) > 1 else sentences


def _cut(sentence: str) -> Iterator[str]:
    """Yield a sentence, or its pieces where it is too long, as in transcripts without full stops."""
    words, piece = sentence.split(), ""
    for word in words:
        if piece and len(piece) + 1 + len(word) > LONGEST // 2:
            yield piece
            piece = ""
        piece = f"{piece} {word}".strip()
    if piece:
        yield piece
