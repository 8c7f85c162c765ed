"""Without an index the database is asked: less is found, nothing that is not public, and never an error."""

import datetime

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Status
from explorer.search import fallback
from explorer.search_engine.query import parse
from explorer.search_engine.types import DocumentKey, DocumentType, Facet
from tests import factories as make

pytestmark = pytest.mark.django_db


def found(typed, **options):
    """Return the ids of results, those grouped with another in brackets."""
    answer = fallback.answer(parse(typed), **{"filters": {}, **options})
    return [hit.key.id + "".join(f" ({other.id})" for other in hit.others) for hit in answer.hits]


@pytest.fixture(autouse=True)
@open_edit()
def claim():
    ada = make.SpeakerFactory(slug="ada-lovelace", name="Ada Lovelace", aliases=["Countess"])
    episode = make.make_episode(guest=ada, slug="talk", title="On engines", date=datetime.date(1843, 9, 1))
    claim = make.make_claim(
        speaker=ada,
        episode=episode,
        topic=make.TopicFactory(slug="engines", question="Can engines think?"),
        words="It weaves patterns, as the Jacquard-loom weaves flowers.",
        slug="weaves",
        statement="The engine weaves algebraic patterns.",
    )
    claim.evidence.get().passage.__class__.objects.update(slug="talk-1")
    return claim


def test_all_words_are_wanted_wherever_in_a_document_they_stand():
    assert found("patterns") == ["weaves (talk-1)"]
    assert found("algebraic flowers") == ["weaves"]
    assert found("LOVELACE flowers") == ["weaves (talk-1)"]
    assert found("flowers elephants") == []


def test_phrases_beginnings_and_what_is_not_wanted():
    assert found('"weaves flowers"') == ["weaves (talk-1)"]
    assert found('"flowers weaves"') == []
    assert found("algeb*") == ["weaves"]
    assert found("patterns -algebraic") == ["talk-1"]


def test_people_questions_and_conversations_are_found():
    assert found("countess") == ["ada-lovelace"]
    assert found("engines think") == ["weaves", "engines"]
    assert "talk" in found("on engines")


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        *(("speaker:lovelace", True), ("speaker:babbage", False), ("type:claim", True), ("type:topic", False)),
        *(("before:1900", True), ("after:1900", False), ("grade:transcript", True), ("grade:notes", False)),
    ],
)
def test_what_a_query_names_narrows(typed, is_found):
    assert bool(found(f"flowers {typed}")) is is_found


def test_filters_narrow_and_a_facet_does_not_filter_itself():
    answer = fallback.answer(parse("flowers"), filters={Facet.TYPE: frozenset({"passage"})})
    assert [hit.key for hit in answer.hits] == [DocumentKey(DocumentType.PASSAGE, "talk-1")]
    assert answer.facets == {Facet.TYPE: {"claim": 1, "passage": 1}}
    assert found("flowers", filters={Facet.SPEAKER: frozenset({"somebody"})}) == []


def test_what_is_not_public_is_not_found(claim):
    claim.status = Status.DRAFT
    claim.save()
    assert found("algebraic") == []
    source = claim.evidence.get().source
    source.show_text = False
    source.save()
    assert found("flowers") == []


def test_pages_follow_each_other_and_there_is_an_end(monkeypatch):
    for _ in range(5):
        make.ClaimFactory(statement="Elephants never forget.")
    first, second = found("elephants", limit=3), found("elephants", offset=3, limit=3)
    assert (len(first), len(second), len({*first, *second})) == (3, 2, 5)
    assert fallback.answer(parse("elephants"), filters={}).complete
    monkeypatch.setattr(fallback, "MOST_ROWS", 4)
    answer = fallback.answer(parse("elephants"), filters={})
    assert (answer.total, answer.complete) == (4, False)


@pytest.mark.parametrize("typed", ["", "%", "_", "\\", "'; DROP TABLE", '"', "-", "*", "a" * 1_000_000, "\u202e\x00x"])
def test_nothing_typed_is_an_error(typed):
    fallback.answer(parse(typed), filters={})


def test_the_number_of_queries_does_not_grow_with_the_results(django_assert_num_queries):
    make.make_claim(words="Elephants never forget.")
    with django_assert_num_queries(18):
        found("elephants")
    with open_edit():
        for _ in range(4):
            make.make_claim(words="Elephants never forget.")
    with django_assert_num_queries(18):
        found("elephants")
