"""Alignment of a sentence with the part of a text that has most of its words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explorer.anchoring.selectors import DifferenceKind, WordDifference
from explorer.anchoring.words import PlacedWord

NEAR_SHARE = 0.7
"""Share, by letters, of the words in common from which a sentence is nearly there; long words count for more."""

FEWEST_SHARED = 3
"""Words that a sentence and its place have at least in common."""

SENTENCE_ENDS = frozenset(".!?…")
CHANGE = 1_000_000
"""Cost of a word left out, added or changed: more than all letters of a sentence."""

EDGE = 4
"""Words looked at beyond the part of a text that has most words of the sentence."""

Pair = tuple[int, int]
"""The numbers of a word of the sentence and of the same word in the text."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """A span of a text that has nearly the words of a sentence, with each difference."""

    span: tuple[int, int]
    differences: tuple[WordDifference, ...]


def align_nearly(
    text: str, words: Sequence[PlacedWord], sentence: str, wanted: Sequence[PlacedWord]
) -> Alignment | None:
    """Return how a sentence's words differ from the nearest ones of a text; None where too few are the same.

    Takes time in proportion to the text's length, and to the square of the sentence's.
    """
    part = _choose_part(words, wanted)
    pairs = pair_words([word.form for word in wanted], [word.form for word in part])
    if len(pairs) < FEWEST_SHARED:
        return None
    first, last = _reach(text, part, pairs, len(wanted))
    shared = sum(len(part[place].form) for _, place in pairs)
    if shared < NEAR_SHARE * max(_count_letters(wanted), _count_letters(part[first : last + 1])):
        return None
    gaps = _find_gaps(pairs, len(wanted), first, last)
    differences = tuple(_describe(text, part, gap, sentence, wanted) for gap in gaps)
    return Alignment((part[first].start, part[last].end), differences)


def _choose_part(words: Sequence[PlacedWord], wanted: Sequence[PlacedWord]) -> Sequence[PlacedWord]:
    """Return the words among which the sentence is looked for; none where even the best part has too few of them."""
    start, end, common = _find_densest(words, wanted)
    return words[max(start - EDGE, 0) : end + EDGE] if common >= NEAR_SHARE * _count_letters(wanted) else []


def _count_letters(words: Sequence[PlacedWord]) -> int:
    return sum(len(word.form) for word in words)


def _find_densest(words: Sequence[PlacedWord], wanted: Sequence[PlacedWord]) -> tuple[int, int, int]:
    """Return the run of words, half as long again as the sentence, that shares most letters with it, and how many."""
    size = len(wanted) + max(len(wanted) // 2, 2)
    missing = Counter(word.form for word in wanted)
    best = letters = 0
    best_end = min(size, len(words))
    for end, word in enumerate(words, start=1):
        if end > size:
            letters -= _give_back(missing, words[end - size - 1].form)
        letters += _take(missing, word.form)
        if letters > best:
            best, best_end = letters, end
    return max(best_end - size, 0), best_end, best


def _take(missing: Counter[str], form: str) -> int:
    """Count a word that enters the run; return the letters that the run gains."""
    if form not in missing:
        return 0
    missing[form] -= 1
    return len(form) if missing[form] >= 0 else 0


def _give_back(missing: Counter[str], form: str) -> int:
    """Count a word that leaves the run; return the letters that the run loses."""
    if form not in missing:
        return 0
    missing[form] += 1
    return len(form) if missing[form] > 0 else 0


def pair_words(wanted: Sequence[str], part: Sequence[str]) -> list[Pair]:
    """Return the words in common by fitting the sentence into the part (Sellers 1980).

    Of all ways to do so that change the fewest words, the one with most letters in common is taken.
    """
    rows = [[0] * (len(part) + 1)]
    for number, form in enumerate(wanted, start=1):
        above, row = rows[-1], [number * CHANGE]
        for place, other in enumerate(part):
            paired = above[place] + (-len(form) if form == other else CHANGE)
            row.append(min(paired, above[place + 1] + CHANGE, row[place] + CHANGE))
        rows.append(row)
    return list(reversed(list(_trace(rows, wanted, part))))


def _trace(rows: Sequence[Sequence[int]], wanted: Sequence[str], part: Sequence[str]) -> Iterator[Pair]:
    """Yield the pairs of equal words on the cheapest way through the table, last first."""
    number = len(wanted)
    place = min(range(len(part) + 1), key=lambda column: rows[number][column])
    while number and place:
        cost = rows[number][place]
        form, other = wanted[number - 1], part[place - 1]
        if cost == rows[number - 1][place - 1] + (-len(form) if form == other else CHANGE):
            number, place = number - 1, place - 1
            if form == other:
                yield number, place
        elif cost == rows[number - 1][place] + CHANGE:
            number -= 1
        else:
            place -= 1


def _reach(text: str, part: Sequence[PlacedWord], pairs: Sequence[Pair], length: int) -> Pair:
    """Return the part's first and last word: beyond the pairs as many as asked for, within the sentence."""
    (before, first), (last_number, last) = pairs[0], pairs[-1]
    after = length - 1 - last_number
    while before and first and not _ends_sentence(text, part[first - 1], part[first]):
        before, first = before - 1, first - 1
    while after and last + 1 < len(part) and not _ends_sentence(text, part[last], part[last + 1]):
        after, last = after - 1, last + 1
    return first, last


def _ends_sentence(text: str, left: PlacedWord, right: PlacedWord) -> bool:
    return not SENTENCE_ENDS.isdisjoint(text[left.end : right.start])


def _find_gaps(pairs: Sequence[Pair], length: int, first: int, last: int) -> Iterator[tuple[Pair, Pair]]:
    """Yield the ranges of the sentence's words and of the part's words between pairs, where either is not empty."""
    number, place = 0, first
    for paired, standing in [*pairs, (length, last + 1)]:
        if number < paired or place < standing:
            yield (number, paired), (place, standing)
        number, place = paired + 1, standing + 1


def _describe(
    text: str, part: Sequence[PlacedWord], gap: tuple[Pair, Pair], sentence: str, wanted: Sequence[PlacedWord]
) -> WordDifference:
    (number, paired), (place, standing) = gap
    start, end = _find_span(part, place, standing)
    quoted_start, quoted_end = _find_span(wanted, number, paired)
    said, quoted = text[start:end], sentence[quoted_start:quoted_end]
    kind = DifferenceKind.CHANGED if said and quoted else DifferenceKind.ADDED if quoted else DifferenceKind.LEFT_OUT
    return WordDifference(kind, said, quoted, start, end, quoted_start, quoted_end)


def _find_span(words: Sequence[PlacedWord], first: int, after: int) -> tuple[int, int]:
    """Return the span of some words; of none, the empty span behind the word before."""
    if first < after:
        return words[first].start, words[after - 1].end
    place = words[first - 1].end if first else words[0].start if words else 0
    return place, place
