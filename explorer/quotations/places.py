"""Places of documents that have a sentence's words, found by comparing the candidates' texts with it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from explorer.anchoring import Likeness, LikePlace, compare, find_same
from explorer.models import Evidence, Passage
from explorer.models.spans import Span
from explorer.search_engine.types import DocumentKey, DocumentType

MOST_NEAR = 3
"""Places that have the words nearly which are told of."""

LONGEST_AROUND = 50
"""Characters read around a passage beyond the length of the sentence, for white space and labels in between."""

MOST_READ = 500_000
"""Characters after which no other document is compared: enough for the longest chapters, never all of a library."""

Comparer = Callable[[str, str], list[LikePlace]]


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place of a document, by the document's key, with the words as they stand there and the speaker's key."""

    source: int
    speaker: int | None
    like: LikePlace
    words: str

    @property
    def span(self) -> Span:
        return self.source, self.like.start, self.like.end

    @property
    def distance(self) -> int:
        """The letters in which the words differ from what was asked."""
        return sum(len(difference.said) + len(difference.quoted) for difference in self.like.differences)


def find_places(keys: Iterable[DocumentKey], sentence: str, compare_texts: Comparer = compare) -> list[FoundPlace]:
    """Return the places that have the words in documents with these keys, in two queries at most.

    A document whose text may not be shown has only the quotations that are public already, and only words that stand
    in these, all of them: nothing is told of words that come near, or go beyond.
    """
    slugs: defaultdict[DocumentType, list[str]] = defaultdict(list)
    for key in keys:
        slugs[key.type].append(key.id)
    places = list(_find_in_passages(slugs[DocumentType.PASSAGE], sentence, compare_texts))
    return [*places, *_find_in_quotations(slugs[DocumentType.CLAIM], sentence)]


def keep_best(places: Iterable[FoundPlace]) -> list[FoundPlace]:
    """Return the places of the best likeness, each once; of near ones the nearest few, and no two that overlap."""
    distinct = {place.span: place for place in places}.values()
    order = list(Likeness)
    best = min((place.like.likeness for place in distinct), key=order.index, default=Likeness.NONE)
    kept = [place for place in distinct if place.like.likeness == best]
    return kept if best != Likeness.NEAR else _keep_nearest(kept)


def _keep_nearest(places: Sequence[FoundPlace]) -> list[FoundPlace]:
    kept: list[FoundPlace] = []
    for place in sorted(places, key=lambda place: (place.distance, place.source, place.like.start)):
        if not any(_overlap(place, other) for other in kept):
            kept.append(place)
    return kept[:MOST_NEAR]


def _overlap(place: FoundPlace, other: FoundPlace) -> bool:
    same = place.source == other.source
    return same and place.like.start < other.like.end and other.like.start < place.like.end


def _find_in_passages(slugs: Sequence[str], sentence: str, compare_texts: Comparer) -> Iterator[FoundPlace]:
    """Yield the places in passages and in what stands around them, since a sentence may go on in the next one."""
    if not slugs:
        return
    reach = len(sentence) + LONGEST_AROUND
    rows: Any = Passage.objects.readable().filter(slug__in=slugs).with_surroundings(reach).defer("text")
    passages = {passage.slug: passage for passage in rows}
    read = 0
    for passage in (passages[slug] for slug in slugs if slug in passages and read < MOST_READ):
        read += len(passage.surroundings)
        first = max(passage.start - reach, 0)
        for near in compare_texts(passage.surroundings, sentence):
            like = _shift(near, first)
            if like.start < passage.end and passage.start < like.end:
                words = passage.surroundings[near.start : near.end]
                yield FoundPlace(passage.source_id, passage.speaker_id, like, words)


def _find_in_quotations(claims: Sequence[str], sentence: str) -> Iterator[FoundPlace]:
    """Yield the places in public quotations of documents whose text may not be shown."""
    if not claims:
        return
    for evidence in Evidence.objects.published().withheld().of_claims(claims):
        for like in find_same(evidence.exact, sentence):
            words = evidence.exact[like.start : like.end]
            yield FoundPlace(evidence.source_id, evidence.passage.speaker_id, _shift(like, evidence.start), words)


def _shift(like: LikePlace, by: int) -> LikePlace:
    """Return a place counted from the beginning of the document."""
    differences = tuple(
        replace(difference, start=difference.start + by, end=difference.end + by) for difference in like.differences
    )
    return replace(like, start=like.start + by, end=like.end + by, differences=differences)
