"""The evidence that is shown of a claim, the slips inside it, and where its words stand on their publisher's page."""

import pytest

from explorer.coding.vocabulary import Bearing, Grade, Mode
from explorer.debate.compare import compare
from explorer.debate.evidence import build_original_address, build_topic_claim, each_once, fetch_errata, narrow_claims
from explorer.models import ClaimTopic
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_slips_inside_a_quotation_come_with_it():
    guest = make.SpeakerFactory()
    source = make.SourceFactory(text="The temple difference. Then the temple again.")
    passage = make.PassageFactory(source=source, start=0, end=22, speaker=guest)
    inside = make.ErratumFactory(source=source, exact="temple", reading="temporal")
    make.ErratumFactory(source=source, exact="again", reading="anew")
    topic = make.TopicFactory()
    make.make_claim(speaker=guest, topic=topic, passage=passage)

    (column,) = compare(topic, [guest]).columns

    assert column.claims[0].quoted[0].errata == (inside,)


def shown(claim):
    return [build_topic_claim(link, {}) for link in ClaimTopic.objects.filter(claim=claim)]


def test_a_claim_keeps_the_evidence_of_the_grades_and_modes_asked_for_and_goes_without_any():
    claim = make.make_claim(grade=Grade.NOTES)
    spoken = make.EvidenceFactory(claim=claim, mode=Mode.HEDGED)
    [item] = narrow_claims(shown(claim), {Grade.TRANSCRIPT}, {Mode.HEDGED})
    assert [quoted.evidence for quoted in item.quoted] == [spoken]
    assert narrow_claims(shown(claim), {Grade.NOTES}, {Mode.HEDGED}) == ()


def test_a_claim_on_two_topics_is_listed_once_where_it_comes_first():
    claim, other = make.make_claim(), make.make_claim()
    make.ClaimTopicFactory(claim=claim, bearing=Bearing.CONTEXT)
    first, again = shown(claim)
    assert (first.qualifies, again.qualifies) == (False, True)
    assert each_once([again, *shown(other), first]) == [again, *shown(other)]


def test_slips_are_known_by_the_documents_that_claims_rest_on():
    claim = make.make_claim()
    source = claim.evidence.get().source
    slip = make.ErratumFactory(source=source)
    make.ErratumFactory()
    assert fetch_errata([claim]) == {source.pk: [slip]}


def test_words_whose_publisher_has_no_page_have_no_address():
    piece = make.make_claim().evidence.get()
    assert build_original_address(piece, piece.passage) == ""
    piece.source.url = "https://a.example/x"
    assert build_original_address(piece, piece.passage).startswith("https://a.example/x#:~:text=")
