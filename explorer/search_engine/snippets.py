"""Which part of a text is shown, and which words of it were found; whoever prints it escapes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.search_engine.analysis import WordToken, tokens
from explorer.search_engine.types import Clause
from explorer.text import sentence_spans

LONGEST = 280
"""Code points of a snippet."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """Part of a text with spans to mark in it; ``before`` and ``after`` say whether words were left out there."""

    text: str
    marks: tuple[Span, ...] = ()
    before: bool = False
    after: bool = False


def marks(text: str, clauses: Sequence[Clause]) -> tuple[Span, ...]:
    """Return the spans of ``text`` that fulfil any of ``clauses``, in order and apart."""
    return _merged([span for span, _ in _found(text, clauses)])


def snippet(text: str, clauses: Sequence[Clause], longest: int = LONGEST) -> Snippet:
    """Return the part of ``text`` that says most of what was asked: whole sentences where they fit, else whole words.

    Of equal parts the first is taken, and sentences are added as long as there is room.
    """
    found = _found(text, clauses)
    sentences = sentence_spans(text)
    if not sentences:
        return Snippet("")
    start, end = _best(sentences, found, longest)
    if end - start > longest:
        start, end = _cut(text, (start, end), found, longest)
    inside = [(left - start, right - start) for (left, right), _ in found if start <= left and right <= end]
    return Snippet(text[start:end], _merged(inside), bool(text[:start].strip()), bool(text[end:].strip()))


def _found(text: str, clauses: Sequence[Clause]) -> list[tuple[Span, int]]:
    """Return the span of every hit with the number of its clause."""
    words = tokens(text)
    found = []
    for number, clause in enumerate(clauses):
        runs = [run for run, _ in clause.runs]
        for place in range(len(words)):
            lengths = [len(run) for run in runs if _stands(words, place, run)]
            if clause.prefix and any(form.startswith(clause.prefix) for form in words[place].forms):
                lengths.append(1)
            if lengths:
                found.append(((words[place].start, words[place + max(lengths) - 1].end), number))
    return found


def _stands(words: Sequence[WordToken], place: int, run: Sequence[str]) -> bool:
    return place + len(run) <= len(words) and all(form in words[place + i].forms for i, form in enumerate(run))


def _best(sentences: list[Span], found: list[tuple[Span, int]], longest: int) -> Span:
    """Return the neighbouring sentences that say most: most clauses, then most hits; a first one may be too long."""

    def worth(span: Span) -> tuple[int, int]:
        inside = [number for (left, right), number in found if span[0] <= left and right <= span[1]]
        return len(set(inside)), len(inside)

    candidates = []
    for first, (start, end) in enumerate(sentences):
        candidates.append((start, end))
        for _, later in sentences[first + 1 :]:
            if later - start > longest:
                break
            candidates.append((start, later))
    # A longer part wins only by what it says; of parts that say the same, the first and there the longest.
    return max(candidates, key=lambda span: (*worth(span), -span[0], span[1]))


def _cut(text: str, sentence: Span, found: list[tuple[Span, int]], longest: int) -> Span:
    """Return the words of a long sentence around the place where most was found."""
    inside = [(span, number) for span, number in found if sentence[0] <= span[0] and span[1] <= sentence[1]]
    start = sentence[0]
    if inside:

        def worth(left: int) -> tuple[int, int]:
            near = [number for span, number in inside if left <= span[0] and span[1] <= left + longest * 3 // 4]
            return len(set(near)), len(near)

        first = max((span[0] for span, _ in inside), key=lambda left: (*worth(left), -left))
        start = max(sentence[0], min(first - longest // 4, sentence[1] - longest))
    bounds = [
        (token.start, token.end) for token in tokens(text) if start <= token.start and token.end <= start + longest
    ]
    return (bounds[0][0] if start > sentence[0] else start, bounds[-1][1]) if bounds else (start, start + longest)


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return tuple(merged)
