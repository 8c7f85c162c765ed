"""The comparison point by point: rows, cells, ties, and the two who stand furthest apart."""

import pytest

from explorer.coding.vocabulary import Basis, Bearing, Grade, Mode, RelationKind
from explorer.debate.points import put_related_together
from explorer.models import Relation
from tests import factories as make
from tests.debate.tables import build, choose, claims_of, make_topic, relate

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return make_topic()


def test_a_row_for_each_point_and_a_cell_for_each_column(topic):
    table = build(topic)
    assert [row.point.slug for row in table.rows] == ["one", "two"]
    assert [[cell.column.speaker.slug for cell in row.cells] for row in table.rows] == [["ada", "bob", "cyd"]] * 2
    assert [[len(cell.shown) for cell in row.cells] for row in table.rows] == [[1, 1, 1]] * 2
    assert not table.also.is_filled


def test_related_claims_stand_in_one_row_both_unfolded(topic):
    ada, bob = claims_of("ada"), claims_of("bob")
    point = ada[0].topic_links.get().point
    better = make.make_claim(speaker=bob[0].speaker, topic=topic, episode=bob[0].episode)
    make.change_links(better, point=point)
    relation = relate(ada[0], bob[0], "disputes")
    row = build(topic).rows[0]
    [tie] = row.ties
    assert (tie.first, tie.second, tie.kind, tie.relations) == (1, 2, RelationKind.DISPUTES, (relation,))
    assert bob[0].pk in {item.claim.pk for item in row.cells[1].shown}
    assert [item.claim.pk for item in row.cells[1].everything if item.ties] == [bob[0].pk]


def test_the_claim_that_answers_best_is_shown_and_the_others_open_under_the_row(topic):
    first = claims_of("ada")[0]
    shared = {"speaker": first.speaker, "topic": topic, "episode": first.episode}
    made = {
        "summary": make.make_claim(**shared, grade=Grade.SUMMARY, basis=Basis.NARRATED),
        "hedged": make.make_claim(**shared, mode=Mode.HEDGED),
        "context": make.make_claim(**shared, bearing=Bearing.CONTEXT),
        "reported": make.make_claim(**shared, asserter=make.SpeakerFactory()),
    }
    for claim in made.values():
        make.change_links(claim, point=first.topic_links.get().point)
    cell = build(topic).rows[0].cells[0]
    assert [item.claim.pk for item in cell.shown] == [first.pk]
    order = [made[name].pk for name in ("hedged", "summary", "reported", "context")]
    assert [item.claim.pk for item in cell.others] == order


def test_a_relation_across_points_is_a_line_at_each_claim(topic):
    ada, cyd = claims_of("ada"), claims_of("cyd")
    relate(ada[0], cyd[1], "disputes")
    table = build(topic)
    assert all(not row.ties for row in table.rows)
    [line] = _cell_of(table.rows[0], "ada").shown[0].distant
    assert (line.is_outgoing, line.other.pk) == (True, cyd[1].pk)
    [back] = _cell_of(table.rows[1], "cyd").shown[0].distant
    assert (back.is_outgoing, back.other.pk) == (False, ada[0].pk)
    [parted] = table.disagreements
    assert (parted.row.point.slug, [column.speaker.slug for column in parted.pair]) == ("one", ["ada", "cyd"])


def test_agreement_is_listed_once_for_a_pair_and_a_point(topic):
    ada, bob = claims_of("ada"), claims_of("bob")
    relate(ada[0], bob[0])
    more = make.make_claim(speaker=ada[0].speaker, topic=topic, episode=ada[0].episode)
    make.change_links(more, point=ada[0].topic_links.get().point)
    relate(bob[0], more)
    table = build(topic)
    assert [agreement.row.point.slug for agreement in table.agreements] == ["one"]
    assert table.disagreements == []


def test_claims_that_the_filter_hides_are_no_silence(topic):
    cell = build(topic, "grade=notes").rows[0].cells[0]
    assert (cell.shown, cell.hidden, cell.is_silent) == ((), 1, False)


def test_a_claim_without_a_point_is_also_said(topic):
    first = claims_of("ada")[0]
    make.make_claim(speaker=first.speaker, topic=topic, episode=first.episode, bearing=Bearing.CONTEXT)
    table = build(topic)
    assert [len(cell.everything) for cell in table.also.cells] == [1, 0, 0]


def test_related_people_of_one_position_are_neighbours(topic):
    relate(claims_of("ada")[0], claims_of("cyd")[0])
    ordered = put_related_together(choose(topic).shown, list(Relation.objects.with_claims()))
    assert [column.speaker.slug for column in ordered] == ["bob", "ada", "cyd"]


def test_the_order_that_a_reader_asked_for_is_kept(topic):
    relate(claims_of("ada")[0], claims_of("cyd")[0])
    assert [column.speaker.slug for column in build(topic).columns] == ["bob", "ada", "cyd"]
    assert [column.speaker.slug for column in build(topic, "order=name").columns] == ["ada", "bob", "cyd"]


def test_the_two_furthest_apart_come_first_where_two_are_shown(topic):
    table = build(topic)
    first, second = (table.columns[place - 1].speaker.slug for place in table.furthest)
    assert {first, second} in ({"ada", "cyd"}, {"bob", "cyd"})
    assert build(topic, "speakers=ada").furthest == (1, 1)


def _cell_of(row, slug):
    return next(cell for cell in row.cells if cell.column.speaker.slug == slug)
