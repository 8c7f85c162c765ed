"""What is found, and by what; nothing that is not public is in it."""

import datetime

import pytest

from explorer.coding.vocabulary import Basis, Disposition, Grade, PassageKind, Status
from explorer.search.indexing import build_all_documents, build_documents
from explorer.search_engine.types import DocumentKey, DocumentType, Facet, Field
from tests import factories as make

pytestmark = pytest.mark.django_db


def found():
    return {document.key: document for document in build_all_documents()}


def the(row):
    """Return the one document of a row, as an update would fetch it."""
    [document] = build_documents([DocumentKey(DocumentType(row._meta.model_name), row.slug)])
    return document


@pytest.fixture
def claim():
    ada = make.SpeakerFactory(slug="ada", name="Ada Lovelace", aliases=["Augusta King"])
    topic = make.TopicFactory(slug="scaling", question="Is scale enough?")
    episode = make.make_episode(guest=ada, slug="talk", date=datetime.date(2020, 2, 3))
    return make.make_claim(
        speaker=ada, topic=topic, episode=episode, slug="enough", statement="Scale is enough.", words="More is enough."
    )


def test_a_claim_is_found_by_its_statement_its_quotations_its_holders_names_and_its_topics_questions(claim):
    document = the(claim)
    assert document.texts[Field.TITLE] == "Scale is enough."
    assert document.texts[Field.QUOTED] == "More is enough."
    assert document.texts[Field.NAMES].split("\n") == ["Ada Lovelace", "Augusta King", "Is scale enough?"]
    assert (document.date, document.speaker) == (datetime.date(2020, 2, 3), "Ada Lovelace")


def test_a_claim_counts_under_all_that_it_has_to_do_with(claim):
    other = make.TopicFactory(slug="limits")
    make.ClaimTopicFactory(claim=claim, topic=other)
    notes = make.PassageFactory(source__episode=claim.episode, kind=PassageKind.NOTE, grade=Grade.NOTES)
    make.EvidenceFactory(claim=claim, passage=notes, basis=Basis.NARRATED)
    assert the(claim).values == {
        Facet.TYPE: ("claim",),
        Facet.SPEAKER: ("ada",),
        Facet.TOPIC: ("scaling", "limits"),
        Facet.EPISODE: ("talk",),
        Facet.KIND: ("turn", "note"),
        Facet.GRADE: ("transcript", "notes"),
    }


def test_a_claim_and_the_passage_that_carries_it_are_one_result(claim):
    passage = claim.evidence.get().passage
    assert the(claim).group == the(passage).group == passage.slug


def test_a_claim_stands_beside_the_passage_where_its_holder_says_it_rather_than_a_report():
    bob = make.SpeakerFactory()
    claim = make.make_claim(asserter=bob)
    own = make.EvidenceFactory(claim=claim)
    assert claim.evidence.first().asserter == bob
    assert the(claim).group == own.passage.slug


def test_a_passage_counts_under_who_is_labelled_and_the_topics_of_the_public_claims_on_it(claim):
    passage = claim.evidence.get().passage
    make.make_claim(passage=passage, topic=make.TopicFactory(slug="hidden"), status=Status.DRAFT)
    document = the(passage)
    assert document.texts[Field.BODY] == "More is enough."
    assert document.values[Facet.TOPIC] == ("scaling",)
    assert document.values[Facet.SPEAKER] == ("ada",)
    assert "Augusta King" in document.texts[Field.NAMES]


def test_a_passage_without_a_label_is_nobodys():
    document = the(make.PassageFactory())
    assert document.values[Facet.SPEAKER] == ()
    assert (document.texts[Field.NAMES], document.speaker) == ("", "")


@pytest.mark.parametrize("status", [one for one in Status if one != Status.PUBLISHED])
def test_a_claim_that_is_not_published_is_no_document(claim, status):
    day = {"retracted_on": "2024-01-01", "retraction_reason": "Wrong."} if status == Status.RETRACTED else {}
    hidden = make.make_claim(slug="hidden", status=status, **day)
    assert DocumentKey(DocumentType.CLAIM, claim.slug) in found()
    assert DocumentKey(DocumentType.CLAIM, hidden.slug) not in found()
    assert list(build_documents([DocumentKey(DocumentType.CLAIM, hidden.slug)])) == []


def test_of_a_document_whose_text_is_hidden_only_quotations_are_found(claim):
    claim.evidence.get().source.__class__.objects.update(show_text=False)
    assert {key.type for key in found()} == {
        DocumentType.CLAIM,
        DocumentType.TOPIC,
        DocumentType.SPEAKER,
        DocumentType.EPISODE,
    }
    assert the(claim).texts[Field.QUOTED] == "More is enough."


def test_people_questions_and_conversations_are_found_by_their_own_words(claim):
    assert the(claim.speaker).texts[Field.NAMES] == "Augusta King"
    assert "It is not" in the(claim.topics.get()).texts[Field.BODY]
    assert "Augusta King" in the(claim.episode).texts[Field.NAMES]


def test_what_says_little_weighs_little():
    text = "So is scale all you need, do you think?\n\nRight.\n\nSubscribe to it wherever you listen.\n\nIt is."
    source = make.SourceFactory(text=text)
    speaker = make.SpeakerFactory()
    said = make.PassageFactory(source=source, speaker=speaker)
    assent = make.PassageFactory(source=source, speaker=speaker)
    logistics = make.PassageFactory(source=source, disposition=Disposition.LOGISTICS)
    claimed = make.PassageFactory(source=source, speaker=speaker)
    claim = make.make_claim(passage=claimed, speaker=speaker)
    plain = make.PassageFactory(grade=Grade.NOTES)
    weights = [the(row).weight for row in (claim, said, plain, logistics, assent)]
    assert weights == sorted(set(weights), reverse=True)
    assert the(claimed).weight == the(said).weight


def test_all_documents_are_those_of_all_keys(claim):
    every = found()
    assert {document.key: document for document in build_documents(every)} == every


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_num_queries, claim):
    with django_assert_num_queries(22):
        list(build_all_documents())
    for _ in range(5):
        make.make_claim(topic=make.TopicFactory())
    with django_assert_num_queries(22):
        list(build_all_documents())
    every = found()
    with django_assert_num_queries(22):
        list(build_documents(every))
