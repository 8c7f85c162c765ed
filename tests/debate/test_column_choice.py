"""Which columns a reader is shown: those of the address or those who say most, four at most, in the order asked for."""

import pytest
from django.http import QueryDict

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Bearing, Grade
from explorer.debate.column_choice import choose_columns, find_furthest
from explorer.debate.filters import ComparisonFilter
from explorer.debate.portions.columns import count_evidence
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
@open_edit()
def topic():
    """Return a question on which five guests stand, the last of whom says most."""
    topic = make.TopicFactory(slug="scale")
    for number, slug in enumerate(("ada", "bob", "cyd", "dan", "eve")):
        guest = make.SpeakerFactory(slug=slug, name=slug.capitalize())
        make.make_stance(2 - number, speaker=guest, topic=topic, claims=2 if slug == "eve" else 1)
    return topic


def choose(topic, query=""):
    return choose_columns(topic, ComparisonFilter.read(QueryDict(query)), None)


def test_those_who_say_most_are_shown_where_nobody_is_named(topic):
    choice = choose(topic)
    assert (choice.slugs, choice.named) == (["eve", "ada", "cyd", "bob"], None), "poles, then between, then the next"
    assert [column.speaker.slug for column in choice.shown] == ["eve", "cyd", "bob", "ada"], "first pole first"
    assert choice.offered == {slug: slug.capitalize() for slug in ("ada", "bob", "cyd", "dan", "eve")}


def test_those_of_the_address_are_shown_four_at_most(topic):
    choice = choose(topic, "speakers=dan,nobody,cyd,bob,ada,eve&order=name")
    assert choice.named == ["dan", "cyd", "bob", "ada"]
    assert [column.speaker.slug for column in choice.surplus] == ["eve"]
    assert [column.speaker.slug for column in choice.shown] == ["ada", "bob", "cyd", "dan"]


def test_a_choice_of_nobody_shows_nobody_and_one_of_unknown_people_the_default(topic):
    nobody = choose(topic, "speakers=")
    assert (nobody.shown, nobody.absent, nobody.named) == ((), (), [])
    assert choose(topic, "speakers=nobody").is_default


def test_evidence_that_is_not_asked_for_is_hidden_and_still_counted(topic):
    choice = choose(topic, "speakers=eve&grade=notes")
    assert (choice.claim_count, choice.hidden_count) == (0, 2)
    grades, _ = count_evidence(topic, [column.speaker for column in choice.chosen], None)
    assert grades[Grade.TRANSCRIPT] == 2


def test_what_makes_a_position_stands_before_what_is_context_to_it(topic):
    ada = topic.stances.get(speaker__slug="ada")
    make.make_claim(speaker=ada.speaker, topic=topic, episode=ada.episode, statement="A.", bearing=Bearing.CONTEXT)
    make.make_claim(speaker=ada.speaker, topic=topic, episode=ada.episode, statement="Z.")
    [column] = choose(topic, "speakers=ada").columns
    assert [claim.qualifies for claim in column.claims] == [False, False, True]


def test_the_three_furthest_apart_are_the_ends_and_the_one_between_them(topic):
    choice = choose(topic)
    assert [column.speaker.slug for column in choice.furthest] == ["eve", "cyd", "ada"]
    assert not choice.shows_furthest
    assert choose(topic, "speakers=eve,cyd,ada").shows_furthest
    make.make_stance(2, speaker=make.SpeakerFactory(slug="fay"), topic=topic, claims=3)
    assert [column.speaker.slug for column in choose(topic).furthest] == ["eve", "cyd", "fay"], "the best evidenced"


def test_of_as_many_as_are_shown_none_are_offered_as_the_furthest(topic):
    topic.stances.get(speaker__slug="bob").delete()
    topic.claims.filter(speaker__slug="bob").delete()
    assert choose(topic).furthest == []


def test_nobody_is_furthest_from_anybody_on_one_step(topic):
    columns = choose(topic).comparison.columns
    assert find_furthest(columns[:1] * 5) == find_furthest([]) == []
    assert len(find_furthest(columns[:2])) == 2
