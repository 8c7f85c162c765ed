"""The answer to a question of the site: who stands where on it, who says what, and who says nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from explorer.coding.vocabulary import ClaimRole
from explorer.debate.compare import compare, survey_speakers
from explorer.debate.comparison import Column, Comparison
from explorer.debate.evidence import TopicClaim
from explorer.debate.nearness import find_side
from explorer.debate.points import rank_claim
from explorer.models import Point, Speaker, Topic

MOST_REPORTED = 3
"""People at most who are named with what others report of them."""

MOST_CLAIMS = 2
"""Claims at most that are shown of somebody who was asked for alone."""


@dataclass(frozen=True, slots=True)
class AnswerSide:
    """What one speaker says: the claims that answer best, and the number of others."""

    column: Column
    claims: tuple[TopicClaim, ...]
    more: int


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """The answer to the question of a topic, or of one of its points.

    ``comparison`` has those whom the reader asked for, else all guests; for a point also whoever speaks to it.
    ``sides`` are what they say, on a topic only where people were asked for. ``reported`` is what only others say of
    people. ``seen_from`` is the column of somebody from whom the others are told apart.
    """

    comparison: Comparison
    point: Point | None
    sides: tuple[AnswerSide, ...]
    reported: tuple[AnswerSide, ...]
    asked_for: tuple[Speaker, ...]
    seen_from: Column | None = None

    @property
    def topic(self) -> Topic:
        return self.comparison.topic

    @property
    def question(self) -> str:
        """The question that is answered."""
        return self.point.question if self.point else self.topic.question

    @property
    def address(self) -> str:
        """Where the whole comparison is, at the point that is asked about and of the people asked for."""
        anchor = f"#point-{self.point.slug}" if self.point else ""
        speakers = ",".join(speaker.slug for speaker in self.asked_for)
        view = f"?speakers={speakers}{'&view=points' if self.point else ''}" if speakers else ""
        return f"{self.topic.get_absolute_url()}{view}{anchor}"

    @property
    def is_unanswered(self) -> bool:
        """Whether people were asked for, and nothing is held of what they say."""
        return bool(self.asked_for) and not (self.sides or self.reported)

    @property
    def named_reports(self) -> tuple[AnswerSide, ...]:
        """The first of those of whom only others report."""
        return self.reported[:MOST_REPORTED]

    @property
    def more_reports(self) -> int:
        """How many more there are of whom only others report."""
        return len(self.reported) - len(self.named_reports)

    @property
    def silent(self) -> list[Column]:
        """Those of whom nothing is told: neither what they say nor what others report of them."""
        told = {side.column.speaker.pk for side in (*self.sides, *self.reported)}
        return [column for column in self.comparison.columns if column.speaker.pk not in told]

    @property
    def apart(self) -> list[tuple[Column, int]]:
        """Those on another side than whom the question is seen from, with the steps between; the furthest first."""
        return self._list_placed(on_one_side=False)

    @property
    def near(self) -> list[tuple[Column, int]]:
        """Those on the same side, with the steps between; the nearest first."""
        return self._list_placed(on_one_side=True)

    def _list_placed(self, *, on_one_side: bool) -> list[tuple[Column, int]]:
        if self.seen_from is None or self.seen_from.position is None:
            return []
        place = self.seen_from.position
        found = [
            (column, abs(column.position - place))
            for column in self.comparison.columns
            if column.position is not None and column.speaker != self.seen_from.speaker
            if (find_side(column.position) == find_side(place)) is on_one_side
        ]
        return sorted(found, key=lambda pair: (pair[1] if on_one_side else -pair[1], pair[0].speaker.name))


def answer_question(
    topic_slug: str, point_slug: str = "", *, people: Sequence[str] = (), seen_from: str = "", defining: bool = False
) -> QuestionAnswer | None:
    """Return the answer to a question; None where it is gone. Costs eight queries, however many speak.

    ``people`` are the slugs of those asked for; ``defining`` puts first what says what a word means.
    """
    topic = Topic.objects.with_points().filter(slug=topic_slug).first()
    point = next((point for point in topic.points.all() if point.slug == point_slug), None) if topic else None
    if topic is None or (point_slug and point is None):
        return None
    speakers = _choose_speakers(topic, point, [*people, *filter(None, [seen_from])], is_only=bool(people))
    comparison = survey_speakers([topic], speakers)[0] if people else compare(topic, speakers)
    by_slug = {column.speaker.slug: column for column in comparison.columns}
    shown = MOST_CLAIMS if len(people) == 1 else 1
    sides = _list_sides(comparison.columns, point, shown, defining=defining) if people or point else ()
    own = {column.speaker.pk for column in comparison.columns if not people and _keep_point(column.claims, point)}
    unheard = [column for column in comparison.everybody if column.speaker.pk not in own]
    reported = _list_sides(unheard, point, 1, defining=defining, is_reported=True)
    return QuestionAnswer(
        comparison,
        point,
        tuple(sides),
        tuple(reported),
        tuple(by_slug[slug].speaker for slug in people if slug in by_slug),
        by_slug.get(seen_from),
    )


def _choose_speakers(topic: Topic, point: Point | None, named: Sequence[str], *, is_only: bool) -> list[Speaker]:
    """Return those whose columns are asked for; costs one query."""
    if is_only:
        by_slug = {speaker.slug: speaker for speaker in Speaker.objects.filter(slug__in=named)}
        return [by_slug[slug] for slug in named if slug in by_slug]
    if point:
        return list(Speaker.objects.heard_on(topic, also=named))
    return list(Speaker.objects.guests(also=named))


def _list_sides(
    columns: Iterable[Column], point: Point | None, shown: int, *, defining: bool, is_reported: bool = False
) -> Iterator[AnswerSide]:
    """Yield what each column says on a point, or on the topic, by the speaker's own words or by others' reports."""
    for column in columns:
        held = _keep_point(column.reported if is_reported else column.claims, point)
        ranked = sorted(
            held, key=lambda claim: (not (defining and claim.role == ClaimRole.DEFINITION), *rank_claim(claim))
        )
        if ranked:
            yield AnswerSide(column, tuple(ranked[:shown]), len(ranked[shown:]))


def _keep_point(claims: Iterable[TopicClaim], point: Point | None) -> list[TopicClaim]:
    return [claim for claim in claims if point is None or claim.point == point]
