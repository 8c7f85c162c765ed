"""A topic of two points on which three guests speak, and the table that is built of it."""

from typing import Any

from django.http import QueryDict

from explorer.changes.edit import open_edit
from explorer.debate.column_choice import ColumnChoice, choose_columns
from explorer.debate.filters import ComparisonFilter
from explorer.debate.points import PointTable, build_point_table
from explorer.models import Claim, Point, Relation, Speaker, Topic
from tests import factories as make


def make_topic() -> Topic:
    """Make a question with the points one and two, on each of which Ada (−2), Bob (−2) and Cyd (+1) have a claim."""
    topic: Any = make.TopicFactory(slug="scale")
    points = [make.PointFactory(topic=topic, slug=slug, ordinal=place) for place, slug in enumerate(("one", "two"))]
    with open_edit():
        for slug, position in (("ada", -2), ("bob", -2), ("cyd", 1)):
            speaker: Any = make.SpeakerFactory(slug=slug, name=slug.title())
            stance = make.make_stance(position, speaker=speaker, topic=topic, claims=2)
            for point, claim in zip(points, stance.speaker.claims.order_by("pk"), strict=True):
                make.change_links(claim, point=point)
    return topic


def claims_of(slug: str) -> list[Claim]:
    """Return the claims of a guest, in the order of the points."""
    return list(Speaker.objects.get(slug=slug).claims.order_by("pk"))


def relate(first: Claim, second: Claim, kind: str = "agrees") -> Relation:
    """Relate two claims, the first to the second."""
    return make.RelationFactory.create(from_claim=first, to_claim=second, kind=kind)


def choose(topic: Topic, query: str = "") -> ColumnChoice:
    """Return the columns that an address asks for."""
    return choose_columns(topic, ComparisonFilter.read(QueryDict(query)), None)


def build(topic: Topic, query: str = "") -> PointTable:
    """Return the table of the columns that an address asks for."""
    choice = choose(topic, query)
    return build_point_table(list(Point.objects.spoken_to(topic)), choice, choice.fetch_relations())
