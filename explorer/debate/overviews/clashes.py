"""The sharpest clash on a topic: two guests furthest apart, each with a claim that carries their position."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import product

from explorer.coding.vocabulary import Bearing, RelationKind
from explorer.debate.overviews.states import has_own_words
from explorer.models import CellState, ClaimTopic, Relation

OPPOSITE = 2
"""The smallest number of steps between two guests who clash. Two steps apart, they never stand on the same side."""

Pair = tuple[int, int]
"""The keys of two speakers, or of two claims, the one nearer to the first pole first."""

Links = tuple[ClaimTopic, ClaimTopic]


@dataclass(frozen=True, slots=True)
class TopicClash:
    """The two claims of a clash, and what weighs it: steps apart, own words on how many sides, whether they dispute."""

    claims: Pair
    steps: int
    own_words: int
    is_disputed: bool

    @property
    def weight(self) -> tuple[int, int, bool]:
        return self.steps, self.own_words, self.is_disputed

    @property
    def columns(self) -> dict[str, object]:
        """The clash as the tally of its topic keeps it."""
        return {
            "clash_first_id": self.claims[0],
            "clash_second_id": self.claims[1],
            "clash_steps": self.steps,
            "clash_own_words": self.own_words,
            "is_disputed": self.is_disputed,
        }


def find_clash(topic: int) -> TopicClash | None:
    """Return the sharpest clash on a topic, None where no two guests are ``OPPOSITE`` steps apart.

    Of pairs equally far apart, the one with more own words comes first, then one whose claims dispute each other, then
    the first by name. Where claims of a pair dispute each other, they are the pair's. Costs at most four queries.
    """
    carried = CellState.objects.present().placed().of_guests().filter(topic=topic, carrier__isnull=False)
    states = list(carried.order_by("speaker__name", "speaker__slug").select_related("stance"))
    places = [state.position or 0 for state in states]
    steps = max(places, default=0) - min(places, default=0)
    if steps < OPPOSITE:
        return None
    first, last = ([state for state in states if state.position == end] for end in (min(places), max(places)))
    disputes = _list_disputes(topic, steps, {state.speaker_id: state for state in (*first, *last)})
    clashes = (_weigh_pair(near, far, disputes, steps) for near, far in product(first, last))
    return max(clashes, key=lambda clash: clash.weight)


def _weigh_pair(one: CellState, other: CellState, disputes: Mapping[Pair, TopicClash], steps: int) -> TopicClash:
    if disputed := disputes.get((one.speaker_id, other.speaker_id)):
        return disputed
    own = one.is_carried_by_own_words + other.is_carried_by_own_words
    return TopicClash((one.carrier_id or 0, other.carrier_id or 0), steps, own, is_disputed=False)


def _list_disputes(topic: int, steps: int, states: Mapping[int, CellState]) -> dict[Pair, TopicClash]:
    """Return the best disputed clash of each two speakers whose carrying claims dispute each other."""
    disputes = Relation.objects.published().of_kind(RelationKind.DISPUTES).exclude(reason="").on_topic(topic)
    ends = list(disputes.between(states).values_list("from_claim", "to_claim"))
    links = _fetch_carrying(topic, states, {end for pair in ends for end in pair})
    held = [_sort_by_position(links, pair, states) for pair in ends if links.keys() >= set(pair)]
    apart = [pair for pair in held if _place(states, pair[1]) - _place(states, pair[0]) == steps]
    own_words = {link.pk: has_own_words(link.claim) for link in links.values()}
    apart.sort(key=lambda pair: (-sum(own_words[link.pk] for link in pair), *(link.pk for link in pair)))
    found: dict[Pair, TopicClash] = {}
    for near, far in apart:
        own = own_words[near.pk] + own_words[far.pk]
        clash = TopicClash((near.claim_id, far.claim_id), steps, own, is_disputed=True)
        found.setdefault((near.claim.speaker_id, far.claim.speaker_id), clash)
    return found


def _sort_by_position(links: Mapping[int, ClaimTopic], claims: Pair, states: Mapping[int, CellState]) -> Links:
    first, second = (links[claim] for claim in claims)
    return (first, second) if _place(states, first) <= _place(states, second) else (second, first)


def _place(states: Mapping[int, CellState], link: ClaimTopic) -> int:
    """Return the position of the holder of a link's claim."""
    return states[link.claim.speaker_id].position or 0


def _fetch_carrying(topic: int, states: Mapping[int, CellState], claims: Collection[int]) -> dict[int, ClaimTopic]:
    """Return the links of those claims that carry the positions of their holders, by claim; costs two queries."""
    links = ClaimTopic.objects.published().filter(topic=topic, claim__in=claims, bearing=Bearing.POSITION)
    # Where rows went past every edit, a state may tell of a stance that is gone, until its cell is derived anew.
    occasions = {speaker: state.stance.episode_id for speaker, state in states.items() if state.stance}
    return {
        link.claim_id: link
        for link in links.with_facts()
        if link.claim.episode_id == occasions.get(link.claim.speaker_id)
        and any(piece.scoring for piece in link.claim.evidence.all())
    }
