"""A query is understood by the people and the questions of the site, and every reading has a way back."""

from dataclasses import replace

import pytest
from django.http import QueryDict

from explorer.changes.edit import open_edit
from explorer.search.facets import fetch_labels
from explorer.search.filters import SearchFilter
from explorer.search.search import search
from explorer.search.understanding import FIRST, understand
from explorer.search_engine.questions.forms import QuestionForm
from explorer.search_engine.questions.matching import QuestionKey
from explorer.search_engine.types import Answer, DocumentKey, DocumentType, Hit
from tests import factories as make
from tests.indexes import index_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
@open_edit()
def stripes():
    """Make Ada, who says that stripes matter, and Bob, who says nothing."""
    ada, _ = make.SpeakerFactory(slug="ada", name="Ada Lovelace"), make.SpeakerFactory(slug="bob", name="Bob Stone")
    topic = make.TopicFactory(slug="stripes", question="Do stripes matter to zebras?")
    make.PointFactory(topic=topic, slug="hide", question="Can zebras hide among trees?")
    make.make_claim(speaker=ada, topic=topic, statement="Stripes matter.", slug="matter")
    make.make_claim(statement="Stripes are lines.", slug="lines")
    index_everything()


def asked(query):
    return understand(SearchFilter.read(QueryDict(query)))


def test_what_is_asked_is_searched_for_instead_of_the_words(stripes):
    understood = asked("q=what+does+Ada+say+about+stripes&sort=date&page=2")
    assert understood.people == [("ada", "Ada Lovelace")]
    assert understood.names == "Ada Lovelace"
    assert understood.asked.query_string == "?q=speaker%3Aada+stripes&sort=date&page=2"
    found = search(asked("q=what+does+Ada+say+about+stripes").asked, fetch_labels())
    assert next(result.key.id for result in found.results) == "matter"
    assert "lines" not in {result.key.id for result in found.results}


def test_the_words_as_typed_are_an_address_away_and_back(stripes):
    understood = asked("q=Lovelace+on+stripes&page=2")
    assert understood.in_words.query_string == "?q=Lovelace+on+stripes&read=words"
    kept = asked("q=Lovelace+on+stripes&read=words")
    assert (kept.reading.form, kept.people, kept.asked.text) == (QuestionForm.WORDS, [], "Lovelace on stripes")
    assert kept.offered.people == ("ada",)
    assert kept.in_question.query_string == "?q=Lovelace+on+stripes"


def test_a_plain_search_is_left_as_it_is(stripes):
    understood = asked("q=stripes&speaker=ada")
    assert understood.asked is understood.chosen
    assert (understood.strangers, understood.dated) == ([], None)


def test_an_unknown_name_is_offered_the_nearest_one_and_taken_for_nobody(stripes):
    [stranger] = asked("q=What+does+Lovelase+say+about+stripes").strangers
    assert (stranger.name, stranger.near) == ("Lovelase", "Ada Lovelace")
    assert stranger.instead.text == "What does Ada Lovelace say about stripes"
    [stranger] = asked("q=What+does+Hassabis+say").strangers
    assert (stranger.near, stranger.instead) == ("", None)


def test_a_namesake_is_taken_for_nobody_either(stripes):
    understood = asked("q=What+does+Mary+Lovelace+say")
    assert understood.people == []
    assert [stranger.near for stranger in understood.strangers] == ["Ada Lovelace"]


def test_a_period_among_words_is_offered_as_a_filter(stripes):
    assert asked("q=stripes+in+May+2019&speaker=ada").dated.query_string == "?q=stripes+during%3A2019-05&speaker=ada"
    assert asked("q=2019").dated is None
    assert asked("q=2019").asked.text == "during:2019"


def outcome_of(understood):
    return search(understood.asked, fetch_labels()).outcome


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("do+stripes+matter", QuestionKey("stripes")),
        ("what+does+Ada+say+about+stripes", QuestionKey("stripes")),
        ("can+zebras+hide+among+trees", QuestionKey("stripes", "hide")),
        ("who+thinks+strypes+matter", QuestionKey("stripes")),
    ],
)
def test_a_question_of_the_site_is_recognised_also_by_corrected_words(stripes, query, key):
    understood = asked(f"q={query}")
    assert understood.list_questions(outcome_of(understood))[0] == key


def test_a_question_among_the_first_results_stands_in_only_where_words_find_none(stripes):
    stripes_key = DocumentKey(DocumentType.TOPIC, "stripes")
    first = Answer((Hit(DocumentKey(DocumentType.CLAIM, "one"), 1.0), Hit(stripes_key, 0.9)), 2, {})
    unknown = asked("q=is+camouflage+good")
    assert unknown.list_questions(replace(outcome_of(unknown), answer=first)) == [QuestionKey("stripes")]
    late = Answer(
        (*(Hit(DocumentKey(DocumentType.CLAIM, f"{place}"), 1.0) for place in range(FIRST)), *first.hits), 5, {}
    )
    assert unknown.list_questions(replace(outcome_of(unknown), answer=late)) == []
    known = asked("q=can+zebras+hide+among+trees")
    assert known.list_questions(replace(outcome_of(known), answer=first))[0] == QuestionKey("stripes", "hide")
    words = asked("q=camouflage")
    assert words.list_questions(replace(outcome_of(words), answer=first)) == []


def test_it_costs_one_query_until_anything_changes(stripes, django_assert_num_queries):
    asked("q=do+stripes+matter")
    with django_assert_num_queries(1):
        asked("q=who+thinks+stripes+matter")
    with django_assert_num_queries(0):
        asked("speaker=ada")
    make.TopicFactory(slug="spots", question="Do spots matter?")
    assert QuestionKey("spots") in asked("q=spots").vocabulary.questions.known
