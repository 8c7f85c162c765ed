"""Who stands furthest from a speaker and who nearest, by the questions that both answer."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from explorer.coding.vocabulary import RelationKind
from explorer.debate.contrasts import SpeakerContrast
from explorer.debate.nearness import PairTally, find_ends, order_by_nearness, tally_pair
from explorer.models import CellState, RelationTally, Speaker

Positions = Mapping[int, int]
"""Positions (−2…2) by the key of the topic."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another speaker beside one, with their tally and the number of relations between their claims by kind."""

    speaker: Speaker
    other: Speaker
    tally: PairTally
    relations: Mapping[RelationKind, int]

    @property
    def slugs(self) -> str:
        """The two as addresses name them: ``a,b``."""
        return f"{self.speaker.slug},{self.other.slug}"


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The speakers furthest from one and nearest to one, None where there is none, and those between them."""

    furthest: Neighbour | None
    nearest: Neighbour | None
    between: tuple[Neighbour, ...]

    @property
    def ends(self) -> list[Neighbour]:
        """The furthest and the nearest, as far as there are any."""
        return [end for end in (self.furthest, self.nearest) if end]


def survey_neighbours(speaker: Speaker, contrasts: Iterable[SpeakerContrast]) -> Neighbourhood:
    """Return a speaker's neighbours by positions and the given contrasts; costs three queries, however many people."""
    people, positions = _fetch_positions(speaker)
    ours = positions.pop(speaker.pk, {})
    shared: defaultdict[int, set[int]] = defaultdict(set)
    for seen in contrasts:
        if seen.contrast.is_agreement:
            people.setdefault(seen.other.pk, seen.other)
            positions.setdefault(seen.other.pk, {})
            shared[seen.other.pk].add(seen.contrast.topic_id)
    order = sorted(positions, key=lambda key: (people[key].name, people[key].slug))
    tallies = {key: tally_pair(ours, positions[key], shared[key]) for key in order}
    related = count_relations(speaker)
    found = {key: Neighbour(speaker, people[key], tallies[key], related[key]) for key in order}
    ends = find_ends(tallies)
    far, near = ends
    between = [found[key] for key in order_by_nearness(tallies) if key not in {far, near}]
    return Neighbourhood(found.get(far or 0), found.get(near or 0), tuple(between))


def count_relations(speaker: Speaker) -> Mapping[int, Counter[RelationKind]]:
    """Return the published relations between a speaker's claims and others', by the other's key and kind; one query."""
    counts: defaultdict[int, Counter[RelationKind]] = defaultdict(Counter)
    tallies = RelationTally.objects.of(speaker).values_list("speaker", "other", "kind", "number")
    for first, second, kind, number in tallies:
        if first != second:
            counts[second if first == speaker.pk else first][RelationKind(kind)] += number
    return counts


def _fetch_positions(speaker: Speaker) -> tuple[dict[int, Speaker], dict[int, Positions]]:
    """Return those with a position where the speaker has one, and their positions there by their keys; two queries."""
    placed = CellState.objects.present().placed().order_by()
    shared = placed.filter(topic__in=placed.filter(speaker=speaker).values("topic"))
    positions: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for holder, topic, position in shared.values_list("speaker", "topic", "position"):
        positions[holder][topic] = position or 0
    people = Speaker.objects.filter(pk__in=shared.values("speaker"))
    return {person.pk: person for person in people}, dict(positions)
