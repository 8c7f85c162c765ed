"""The answer to whether words stand in a document, and whether a person said them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explorer.anchoring import Likeness, find_same
from explorer.models import Speaker
from explorer.quotations.candidates import CandidateSearch
from explorer.quotations.matches import SaidMatch, build_matches
from explorer.quotations.places import FoundPlace, find_places, keep_best


@dataclass(frozen=True, slots=True)
class SaidAnswer:
    """The places that have the words, best first; ``speaker`` is the person asked about, if any.

    ``is_fallback`` says that the database was asked instead of the index, ``is_complete`` that no time limit ended the
    search early.
    """

    words: str
    speaker: Speaker | None = None
    matches: tuple[SaidMatch, ...] = ()
    is_fallback: bool = False
    is_complete: bool = True

    @property
    def verdict(self) -> Likeness:
        """The best likeness of all places."""
        order = list(Likeness)
        return min((match.likeness for match in self.matches), key=order.index, default=Likeness.NONE)

    @property
    def own(self) -> list[SaidMatch]:
        """The places where the person asked about says the words."""
        return [match for match in self.matches if self.speaker and match.voice == self.speaker]


def look_up(words: str, speaker: Speaker | None = None) -> SaidAnswer:
    """Return the places of documents that have the words, by searches of the index and at most eight queries.

    Where a person is asked about, the best places in their mouth are returned beside the best of all.
    """
    search = CandidateSearch(words, speaker.slug if speaker else "")
    places = find_places(search.find_side_by_side(), words, find_same)
    if not _is_settled(places, speaker):
        places += find_places(search.find_sharing(), words)
    matches = build_matches(_choose(places, speaker), words, speaker)
    return SaidAnswer(words, speaker, tuple(matches), search.is_fallback, search.is_complete)


def _is_settled(places: Sequence[FoundPlace], speaker: Speaker | None) -> bool:
    """Whether no other place can be better."""
    return any(speaker is None or place.speaker == speaker.pk for place in places)


def _choose(places: Iterable[FoundPlace], speaker: Speaker | None) -> list[FoundPlace]:
    places = list(places)
    if speaker is None:
        return keep_best(places)
    own = keep_best(place for place in places if place.speaker == speaker.pk)
    told = {place.span for place in own}
    return [*own, *keep_best(place for place in places if place.span not in told)]
