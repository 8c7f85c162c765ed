"""Answers about people whatever the question: how some stand to each other, and who is furthest from somebody."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.debate.contrasts import list_contrasts
from explorer.debate.neighbours import survey_neighbours
from explorer.debate.people import PairVerdict, PeopleComparison, QuestionRow, compare_people
from explorer.debate.portions.columns import survey_kept
from explorer.debate.profile import ProfileEnd, build_ends
from explorer.models import Speaker, Topic

MOST_ROWS = 3
"""Questions at most that are shown of people beside each other."""


@dataclass(frozen=True, slots=True)
class PeopleAnswer:
    """Two to four people beside each other, with the questions on which they are furthest apart."""

    pairing: PeopleComparison

    @property
    def rows(self) -> list[QuestionRow]:
        """The questions on which they differ, the furthest apart first; where there are none, those they agree on."""
        compared = [row for row in self.pairing.rows if row.verdict in {PairVerdict.DIFFER, PairVerdict.AGREE}]
        return compared[:MOST_ROWS]

    @property
    def slugs(self) -> str:
        """The people as addresses name them: ``a,b``."""
        return ",".join(self.pairing.slugs)


@dataclass(frozen=True, slots=True)
class NeighbourAnswer:
    """Who is furthest from somebody, or who is nearest; ``end`` is None where no two answer the same question."""

    speaker: Speaker
    end: ProfileEnd | None
    is_nearest: bool


def answer_people(slugs: Sequence[str]) -> PeopleAnswer | None:
    """Return how people stand to each other on every question; None for fewer than two. Costs thirteen queries."""
    pairing = compare_people(list(Topic.objects.all()), slugs)
    return PeopleAnswer(pairing) if pairing.is_enough else None


def answer_neighbour(slug: str, *, is_nearest: bool = False) -> NeighbourAnswer | None:
    """Return who is furthest from somebody or nearest; None where the speaker is gone. Costs ten queries."""
    speaker = Speaker.objects.filter(slug=slug).first()
    if speaker is None:
        return None
    topics = list(Topic.objects.all())
    contrasts = list_contrasts(speaker, topics)
    near = survey_neighbours(speaker, contrasts)
    comparisons = survey_kept(topics, [speaker, *(end.other for end in near.ends)])
    ends = build_ends(near, comparisons, contrasts)
    end = next((end for end in ends if end.is_nearest is is_nearest), None)
    return NeighbourAnswer(speaker, end, is_nearest)
