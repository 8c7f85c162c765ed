"""The matrix shows few guests and questions at once, those with most to tell first, and opens one cell."""

import pytest
from django.http import QueryDict

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Bearing, StanceCode
from explorer.debate.overviews import matrix
from explorer.debate.overviews.matrix import MOST_SIDE_BY_SIDE, build_matrix
from explorer.debate.overviews.matrix_filter import MatrixFilter
from tests import factories as make

pytestmark = pytest.mark.django_db


def build(query=""):
    return build_matrix(MatrixFilter.read(QueryDict(query)))


def guest(name, **placed):
    """Make a guest with a position on each topic given by its slug."""
    speaker = make.SpeakerFactory(slug=name.lower(), name=name)
    make.make_episode(guest=speaker)
    with open_edit():
        for slug, position in placed.items():
            topic = matrix.Topic.objects.filter(slug=slug).first() or make.TopicFactory(
                slug=slug, question=f"Is it {slug}?"
            )
            make.make_stance(position, speaker=speaker, topic=topic)
    return speaker


def test_there_is_a_cell_for_every_guest_on_every_question():
    guest("Bob", x=-2), guest("Ada", y=1)
    grid = build()
    assert [[cell.position for cell in row.cells] for row in grid.rows] == [[None, -2], [1, None]]
    assert [(head.speaker.name, head.placed) for head in grid.heads] == [("Ada", 1), ("Bob", 1)]
    assert (grid.opened, grid.is_chosen, grid.is_default) == ("", False, True)


def test_codes_without_a_number_place_nobody():
    make.make_stance(None, code=StanceCode.MIXED)
    assert build().heads[0].placed == 0


def test_a_cell_is_opened_by_its_topic_and_speaker_with_context_last():
    speaker, topic = make.SpeakerFactory(slug="ada"), make.TopicFactory(slug="scale")
    make.make_claim(speaker=speaker, topic=topic, bearing=Bearing.CONTEXT)
    make.make_stance(1, speaker=speaker, topic=topic)
    make.TopicFactory()
    grid = build("cell=scale,ada")
    assert grid.opened == "scale,ada"
    assert [row.opened is not None for row in grid.rows] == [True, False]
    assert [claim.qualifies for claim in grid.rows[0].opened.claims] == [False, True]


def test_those_placed_on_most_questions_and_the_most_divided_questions_come_first(monkeypatch):
    monkeypatch.setattr(matrix, "MOST_GUESTS", 2)
    monkeypatch.setattr(matrix, "MOST_QUESTIONS", 2)
    guest("Ada", x=1), guest("Bob", x=1, y=2, z=0), guest("Cyd", y=-2, z=1)
    grid = build()
    assert [row.topic.slug for row in grid.rows] == ["y", "z"]
    assert [head.speaker.name for head in grid.heads] == ["Bob", "Cyd"]
    assert (grid.total_guests, grid.total_topics, grid.page.pages, grid.is_chosen) == (3, 3, 2, True)
    assert [row.topic.slug for row in build("page=2").rows] == ["x"]
    assert [row.topic.slug for row in build("order=listed").rows] == ["x", "y"]


def test_people_and_questions_can_be_named_added_narrowed_and_kept_in_sight(monkeypatch):
    monkeypatch.setattr(matrix, "MOST_GUESTS", 2)
    guest("Ada", x=1), guest("Bob", y=1), guest("Cyd", x=1, y=1)
    assert [person.name for person in build("speakers=ada,bob").speakers] == ["Ada", "Bob"]
    assert [person.name for person in build("speakers=ada&add=Bob&keep=bob").speakers] == ["Bob", "Ada"]
    added = build("add=Bob")
    assert [person.name for person in added.speakers] == ["Bob", "Cyd"]
    assert not added.is_default
    assert [row.topic.slug for row in build("topics=y").rows] == ["y"]
    assert [row.topic.slug for row in build("q=it+x").rows] == ["x"]
    assert build("speakers=nobody&topics=nothing&keep=nobody").is_default


def test_an_open_cell_is_shown_wherever_its_question_and_its_guest_come(monkeypatch):
    monkeypatch.setattr(matrix, "MOST_GUESTS", 1)
    monkeypatch.setattr(matrix, "MOST_QUESTIONS", 1)
    guest("Ada", x=1), guest("Bob", x=1, y=2), guest("Cyd", y=-2)
    grid = build("cell=x,ada")
    assert grid.opened == "x,ada"
    assert [row.topic.slug for row in grid.rows] == ["x", "y"]
    assert [person.name for person in grid.speakers] == ["Ada"]


@pytest.mark.parametrize("cell", ["nothing,nobody", "", "a"])
def test_what_is_not_known_opens_nothing(cell):
    make.make_stance(1)
    assert build(f"cell={cell}").opened == ""


def test_many_guests_make_it_wide():
    with open_edit():
        for _ in range(MOST_SIDE_BY_SIDE):
            make.make_episode()
    assert not build().is_wide
    make.make_episode()
    assert build().is_wide
