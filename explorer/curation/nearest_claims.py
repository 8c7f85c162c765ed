"""What readers know already of a holder that comes near a claim: said beside it, or in much the same words."""

from collections.abc import Collection
from dataclasses import dataclass

from rapidfuzz import fuzz

from explorer.models import Claim, Evidence

MOST = 3
"""How many claims are shown."""
SAME_PASSAGE, NEXT_PASSAGE, SAME_TOPIC = 100.0, 60.0, 30.0
"""What standing in one passage, side by side, and being about one topic add to how alike the words are, of 100."""

Place = tuple[int, int]
"""A source's key and the number of a passage in it."""


@dataclass(frozen=True, slots=True)
class NearClaim:
    """A published claim that comes near another one, and why."""

    claim: Claim
    why: str


def find_nearest(claim: Claim) -> list[NearClaim]:
    """Return the published claims of a claim's holder that come nearest to it, the nearest first, in five queries."""
    places = _places(claim.evidence.select_related("passage").defer("passage__text"))
    topics = {link.topic_id for link in claim.topic_links.all()}
    others = Claim.objects.published().held_by(claim.speaker).exclude(pk=claim.pk).with_places()
    rated = [(_rate(claim, other, places, topics), other) for other in others]
    rated.sort(key=lambda pair: (-pair[0][0], pair[1].pk))
    return [NearClaim(other, why) for (_, why), other in rated[:MOST]]


def _rate(claim: Claim, other: Claim, places: Collection[Place], topics: Collection[int]) -> tuple[float, str]:
    """Return how near a claim comes, and in words why."""
    alike = float(fuzz.token_set_ratio(claim.statement, other.statement))
    held = _places(other.evidence.all())
    if held & set(places):
        return alike + SAME_PASSAGE, "the same passage"
    if any((source, number + step) in held for source, number in places for step in (-1, 1)):
        return alike + NEXT_PASSAGE, "the passage beside it"
    if any(link.topic_id in topics for link in other.topic_links.all()):
        return alike + SAME_TOPIC, "the same question"
    return alike, "the same holder"


def _places(pieces: Collection[Evidence]) -> set[Place]:
    return {(piece.source_id, piece.passage.ordinal) for piece in pieces}
