"""Snippets: the part of a text to show for a query, and the words to mark in it; plain text, to be escaped."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.search_engine.analysis import WordToken, tokenize
from explorer.search_engine.types import Clause
from explorer.text import sentence_spans

LONGEST_SNIPPET = 280
"""Code points that a snippet has at most."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """Part of a text with the spans to mark in it; ``before`` and ``after`` tell whether words were left out there."""

    text: str
    marks: tuple[Span, ...] = ()
    before: bool = False
    after: bool = False


def find_marks(text: str, clauses: Sequence[Clause]) -> tuple[Span, ...]:
    """Return the spans of ``text`` that fulfil any of ``clauses``, in order and without overlap."""
    return _merge([span for span, _ in _find_hits(text, clauses)])


def choose_snippet(text: str, clauses: Sequence[Clause], longest: int = LONGEST_SNIPPET) -> Snippet:
    """Return the part of ``text`` that fulfils most clauses: whole sentences if they fit ``longest``, else whole words.

    Of equal parts the first is taken, and sentences are added while there is room.
    """
    found = _find_hits(text, clauses)
    sentences = sentence_spans(text)
    if not sentences:
        return Snippet("")
    start, end = _choose_sentences(sentences, found, longest)
    if end - start > longest:
        start, end = _cut_sentence(text, (start, end), found, longest)
    inside = [(left - start, right - start) for (left, right), _ in found if start <= left and right <= end]
    return Snippet(text[start:end], _merge(inside), bool(text[:start].strip()), bool(text[end:].strip()))


def _find_hits(text: str, clauses: Sequence[Clause]) -> list[tuple[Span, int]]:
    """Return the span of every hit with the index of its clause."""
    words = tokenize(text)
    found = []
    for number, clause in enumerate(clauses):
        runs = [run for run, _ in clause.runs]
        for place in range(len(words)):
            lengths = [len(run) for run in runs if _matches_at(words, place, run)]
            if clause.prefix and any(form.startswith(clause.prefix) for form in words[place].forms):
                lengths.append(1)
            if lengths:
                found.append(((words[place].start, words[place + max(lengths) - 1].end), number))
    return found


def _matches_at(words: Sequence[WordToken], place: int, run: Sequence[str]) -> bool:
    return place + len(run) <= len(words) and all(form in words[place + i].forms for i, form in enumerate(run))


def _choose_sentences(sentences: list[Span], found: list[tuple[Span, int]], longest: int) -> Span:
    """Return the adjacent sentences with most clauses, then most hits; a single sentence may exceed ``longest``."""

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
    # Among equally good parts the earliest wins, and from there the longest.
    return max(candidates, key=lambda span: (*worth(span), -span[0], span[1]))


def _cut_sentence(text: str, sentence: Span, found: list[tuple[Span, int]], longest: int) -> Span:
    """Return the words of a long sentence around the place with most hits."""
    inside = [(span, number) for span, number in found if sentence[0] <= span[0] and span[1] <= sentence[1]]
    start = sentence[0]
    if inside:

        def worth(left: int) -> tuple[int, int]:
            # The cut begins a quarter of its length before the hit, so three quarters follow it.
            near = [number for span, number in inside if left <= span[0] and span[1] <= left + longest * 3 // 4]
            return len(set(near)), len(near)

        first = max((span[0] for span, _ in inside), key=lambda left: (*worth(left), -left))
        start = max(sentence[0], min(first - longest // 4, sentence[1] - longest))
    bounds = [
        (token.start, token.end) for token in tokenize(text) if start <= token.start and token.end <= start + longest
    ]
    return (bounds[0][0] if start > sentence[0] else start, bounds[-1][1]) if bounds else (start, start + longest)


def _merge(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return tuple(merged)
