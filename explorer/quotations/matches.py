"""Matches as readers see them: whose words a place has, in which passage, and which claims rest on it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from explorer.anchoring import Fold, Likeness, WordDifference
from explorer.coding import attribution_chain
from explorer.coding.vocabulary import AppearanceRole, Grade
from explorer.models import Claim, Episode, Evidence, Passage, Source, Speaker
from explorer.quotations.places import FoundPlace
from explorer.text import join_words, sentence_spans

MOST_SHOWN = 12
"""Matches that an answer has."""

MOST_BUILT = 2 * MOST_SHOWN
"""Places of which an answer's matches are chosen: a sentence of one word may stand in hundreds."""


@dataclass(frozen=True, slots=True)
class RedlinePiece:
    """Part of the words asked about, as they would have to be corrected: kept, taken out, or put in (``ins``)."""

    text: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class SaidMatch:
    """A place that has the words, or nearly; ``words`` are those of the document.

    ``before`` and ``after`` are what stands around them in the passage, empty where its text may not be shown.
    ``further`` are the passages that the words go on in.
    """

    found: FoundPlace
    passage: Passage
    further: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    before: str
    after: str
    redline: tuple[RedlinePiece, ...]

    @property
    def likeness(self) -> Likeness:
        return self.found.like.likeness

    @property
    def words(self) -> str:
        return self.found.words

    @property
    def start(self) -> int:
        return self.found.like.start

    @property
    def end(self) -> int:
        return self.found.like.end

    @property
    def folds(self) -> tuple[Fold, ...]:
        return self.found.like.folds

    @property
    def differences(self) -> tuple[WordDifference, ...]:
        return self.found.like.differences

    @property
    def source(self) -> Source:
        return self.passage.source

    @property
    def episode(self) -> Episode:
        return self.passage.source.episode

    @property
    def voice(self) -> Speaker | None:
        """The person whose own speech the words are, by the document's label; None for everything else."""
        return self.passage.speaker if self.passage.is_speech else None

    @property
    def chain(self) -> str:
        """Whose words they are, who wrote them down and, where nobody is labelled, with whom the conversation was."""
        speaker = self.passage.speaker.name if self.passage.speaker else None
        chain = attribution_chain.describe_passage(
            speaker=speaker, grade=Grade(self.passage.grade), writer=self.source.writer
        )
        guests = [
            appearance.speaker.name
            for appearance in self.episode.appearances.all()
            if appearance.role == AppearanceRole.GUEST
        ]
        return chain if speaker or not guests else f"{chain}, on a conversation with {join_words(guests)}"

    @property
    def url(self) -> str:
        """The path of the passage in its reading room."""
        return self.passage.get_absolute_url()


def build_matches(places: Sequence[FoundPlace], asked: str, speaker: Speaker | None) -> list[SaidMatch]:
    """Return the matches of places, in four queries; a place outside every passage (a heading, a label) is left out."""
    if not places:
        return []
    places = places[:MOST_BUILT]
    spans = [place.span for place in places]
    passages = list(Passage.objects.with_source().with_people().overlapping_any(spans))
    resting = list(Evidence.objects.published().overlapping_any(spans).with_claim())
    matches = [match for place in places if (match := _build_match(place, passages, resting, asked))]
    return sorted(matches, key=lambda match: _rank(match, speaker))[:MOST_SHOWN]


def _rank(match: SaidMatch, speaker: Speaker | None) -> tuple[bool, int, int, int, int]:
    """Return the key to sort by: the person asked about, then likeness, then how close to a mouth."""
    is_other = speaker is not None and match.voice != speaker
    likeness, grade = list(Likeness).index(match.likeness), list(Grade).index(Grade(match.passage.grade))
    return is_other, likeness, grade, match.passage.source_id, match.start


def _build_match(
    place: FoundPlace, passages: Iterable[Passage], resting: Iterable[Evidence], asked: str
) -> SaidMatch | None:
    start, end = place.like.start, place.like.end
    touched = [row for row in passages if row.source_id == place.source and row.start < end and start < row.end]
    if not touched:
        return None
    # The passage with most of the words; of equal ones the first.
    passage = max(touched, key=lambda row: min(row.end, end) - max(row.start, start))
    quoted = [row for row in resting if row.source_id == place.source and row.start < end and start < row.end]
    claims = {evidence.claim_id: evidence.claim for evidence in quoted}
    before, after = _cut_surroundings(passage, start, end) if passage.source.show_text else ("", "")
    return SaidMatch(
        found=place,
        passage=passage,
        further=tuple(row for row in touched if row.pk != passage.pk),
        claims=tuple(claims.values()),
        before=before,
        after=after,
        redline=tuple(_correct(asked, place.like.differences)),
    )


def _cut_surroundings(passage: Passage, start: int, end: int) -> tuple[str, str]:
    """Return the sentence or part of one before the words in their passage, and the one after."""
    first, last = max(start - passage.start, 0), min(end, passage.end) - passage.start
    before, after = sentence_spans(passage.text, 0, first), sentence_spans(passage.text, last)
    return passage.text[before[-1][0] : first] if before else "", passage.text[last : after[0][1]] if after else ""


def _correct(asked: str, differences: Iterable[WordDifference]) -> Iterator[RedlinePiece]:
    """Yield the words asked about with what is to be taken out and put in."""
    place = 0
    for difference in differences:
        yield RedlinePiece(asked[place : difference.quoted_start])
        if difference.quoted:
            yield RedlinePiece(difference.quoted, "del")
        if difference.said:
            yield RedlinePiece(" ")
            yield RedlinePiece(difference.said, "ins")
        place = difference.quoted_end
    yield RedlinePiece(asked[place:])
