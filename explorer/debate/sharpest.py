"""The sharpest clash: the two guests furthest apart on one question, each with words that carry their position."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from explorer.coding.vocabulary import Bearing, Mode, RelationKind
from explorer.debate.evidence import ShownEvidence, TopicClaim, build_shown_evidence, fetch_errata
from explorer.debate.overviews.shown_cells import ShownCell
from explorer.models import CellState, Claim, Relation, Topic, TopicTally
from explorer.models.claims import fetch_evidence
from explorer.models.queries.prepared import prepared


@dataclass(frozen=True, slots=True)
class ClashSide:
    """One of two guests who clash, with a claim that carries their position."""

    cell: ShownCell
    claim: TopicClaim

    @property
    def position(self) -> int:
        """The guest's position on the scale (−2…2)."""
        return self.cell.position or 0

    @property
    def quoted(self) -> ShownEvidence:
        """The scoring evidence that represents the claim: own words first, then asserted, then the shortest."""
        return min((quoted for quoted in self.claim.quoted if quoted.scoring), key=_display_rank)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two guests far apart on a topic, the one nearer to the first pole first.

    ``reason`` is a curator's reason why one of the two claims disputes the other, empty where none does.
    """

    topic: Topic
    sides: tuple[ClashSide, ClashSide]
    reason: str


def find_sharpest() -> Clash | None:
    """Return the sharpest clash of all topics (`debate/overviews/clashes.py`), None where no two guests clash.

    Of topics that tie, it is that of the first. Costs six queries, however many topics there are.
    """
    tally = next(iter(_find_tally()), None)
    if tally is None:
        return None
    keys = [tally.clash_first_id or 0, tally.clash_second_id or 0]
    claims = _find_claims(keys=keys)
    fetch_evidence(claims)
    errata = fetch_errata(claims)
    states = _find_states(topic=tally.topic_id, speakers=[claim.speaker_id for claim in claims])
    held = {state.speaker_id: state for state in states}
    first, second = (
        ClashSide(
            ShownCell(tally.topic, claim.speaker, held[claim.speaker_id], called=claim.speaker.short_name),
            TopicClaim(claim, Bearing.POSITION, build_shown_evidence(claim, errata)),
        )
        for claim in sorted(claims, key=lambda claim: keys.index(claim.pk))
    )
    return Clash(tally.topic, (first, second), next(iter(_list_reasons(claims=keys)), ""))


@prepared
def _find_tally() -> QuerySet[TopicTally]:
    return TopicTally.objects.sharpest()[:1]


@prepared
def _find_claims(*, keys: Sequence[int]) -> QuerySet[Claim]:
    return Claim.objects.published().filter(pk__in=keys).with_records()


@prepared
def _find_states(*, topic: int, speakers: Sequence[int]) -> QuerySet[CellState]:
    return CellState.objects.present().filter(topic=topic, speaker__in=speakers)


@prepared
def _list_reasons(*, claims: Sequence[Any]) -> QuerySet[Any, str]:
    disputes = Relation.objects.published().of_kind(RelationKind.DISPUTES).among(claims).exclude(reason="")
    return disputes.values_list("reason", flat=True)[:1]


def _display_rank(quoted: ShownEvidence) -> tuple[bool, bool, int]:
    """Return a sort key: the evidence fittest for a first page has the lowest."""
    return not quoted.is_own_words, quoted.mode != Mode.ASSERTED, len(quoted.evidence.exact)
