import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import RelationKind, Status
from explorer.models import Passage, Source
from explorer.reading.provenance import list_relations, trace_evidence
from tests import factories as make

pytestmark = pytest.mark.django_db

TEXT = "A heading.\n\nFirst one. Second one. Third one. Quoted one. Fifth one. Sixth one. Last one."


@pytest.fixture
@open_edit()
def claim():
    guest = make.SpeakerFactory()
    source = make.SourceFactory(text=TEXT)
    spoken = make.PassageFactory(source=source, start=12, end=len(TEXT), speaker=guest)
    made = make.make_claim(speaker=guest, passage=spoken)
    made.evidence.all().delete()
    make.EvidenceFactory(claim=made, passage=spoken, exact="Quoted one.")
    return made


def test_two_sentences_stand_around_the_quotation(claim):
    (found,) = trace_evidence(claim)

    assert found.before == "Second one. Third one. "
    assert found.after == " Fifth one. Sixth one."
    assert (found.cut_before, found.cut_after) == (True, True)
    assert found.line == 3
    assert found.verified
    assert found.written == "transcribed by"


def test_a_document_that_changed_under_its_quotation_is_noticed(claim):
    Source.objects.update(text=TEXT.replace("Quoted", "Altered"))

    (found,) = trace_evidence(claim)

    assert not found.verified


def test_a_document_whose_text_is_not_shown_gives_no_context(claim):
    Source.objects.update(show_text=False)

    (found,) = trace_evidence(claim)

    assert (found.before, found.after, found.cut_before, found.cut_after) == ("", "", False, False)


def test_what_a_passage_answers_is_given_once(claim):
    passage = claim.evidence.get().passage
    question = make.PassageFactory(source=passage.source, start=0, end=10, ordinal=9, slug="the-question")
    Passage.objects.filter(pk=passage.pk).update(answers=question)
    make.EvidenceFactory(claim=claim, passage=passage, exact="Sixth one.")

    assert [found.answers for found in trace_evidence(claim)] == [question, None]


def test_what_was_said_to_a_report_of_somebody_elses_view_is_opened(claim):
    passage = claim.evidence.get().passage
    answer = make.PassageFactory(source=passage.source, start=0, end=10, ordinal=9, slug="the-answer", answers=passage)
    assert [found.reply_passage for found in trace_evidence(claim)] == [None]

    claim.evidence.update(asserter=make.SpeakerFactory())
    (found,) = trace_evidence(claim)
    assert (found.reply_passage, found.reply_opening, found.is_reply_whole) == (answer, "A heading.", True)

    Source.objects.update(show_text=False)
    assert [found.reply_passage for found in trace_evidence(claim)] == [None]


def test_only_slips_inside_the_quotation_are_named(claim):
    source = Source.objects.get()
    inside = make.ErratumFactory(source=source, exact="Quoted", reading="Quotable")
    make.ErratumFactory(source=source, exact="Fifth", reading="Fourth")

    (found,) = trace_evidence(claim)

    assert found.errata == (inside,)


def test_relations_are_seen_from_both_ends_and_never_with_a_draft(claim):
    out = make.RelationFactory(from_claim=claim, kind=RelationKind.DISPUTES).to_claim
    back = make.RelationFactory(to_claim=claim, kind=RelationKind.QUALIFIES).from_claim
    make.RelationFactory(from_claim=claim, to_claim=make.make_claim(status=Status.DRAFT))

    found = list_relations(claim)

    assert [(bond.verb, bond.other) for bond in found] == [("Disputes", out), ("Qualified by", back)]


@pytest.mark.parametrize("count", [0, 19])
def test_it_costs_the_same_for_one_quotation_and_for_twenty(claim, django_assert_num_queries, count):
    passage = claim.evidence.get().passage
    with open_edit():
        for place in range(count):
            make.EvidenceFactory(claim=claim, passage=passage, exact=TEXT[12 : 14 + place])
    claim.evidence.update(asserter=make.SpeakerFactory())

    with django_assert_num_queries(3):
        assert all(found.evidence.chain for found in trace_evidence(claim))
