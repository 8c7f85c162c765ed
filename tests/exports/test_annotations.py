"""Claims as annotations: the body is the claim, the targets are the words that stand, as far as rights let them."""

import json

import pytest

from explorer.debate.compare import compare
from explorer.exports.annotations import annotate_claim, annotate_comparison
from explorer.models import Claim, Evidence, Source, Speaker
from tests import factories as make

pytestmark = pytest.mark.django_db

CLAIM = "https://debate.example/claims/ada-says/"


@pytest.fixture
def claim(debate):
    Evidence.objects.update(prefix="Words before", suffix="Words after")
    return stored()


def stored():
    return Claim.objects.with_evidence().with_topics().get(slug="ada-says")


def test_a_claim_is_an_annotation_of_the_words_that_carry_it(claim):
    text = json.dumps(annotate_claim(claim), default=str, ensure_ascii=False)
    piece = claim.evidence.get()
    for said in (CLAIM, claim.statement, piece.exact, "Words before", "Words after", piece.source.sha256):
        assert said in text
    assert f"https://debate.example/sources/{piece.source.slug}.txt" in text


def test_words_that_no_longer_stand_at_their_place_are_no_target(claim):
    exact = claim.evidence.get().exact
    assert len(annotate_claim(claim)["target"]) == 1
    Evidence.objects.filter(claim=claim).update(start=1, end=9)
    made = annotate_claim(stored())
    assert not made.get("target")
    assert exact not in json.dumps(made, default=str)


def test_of_a_document_that_is_not_shown_only_the_quotation_leaves(claim):
    Source.objects.update(show_text=False)
    text = json.dumps(annotate_claim(stored()), default=str)
    assert claim.evidence.get().exact in text
    assert "Words before" not in text
    assert "Words after" not in text


def test_the_annotation_of_a_claim_at_hand_costs_one_query(claim, django_assert_num_queries):
    make.EvidenceFactory(claim=claim)
    claim = stored()
    with django_assert_num_queries(1):
        annotate_claim(claim)


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("more", [0, 8])
def test_the_claims_of_a_comparison_are_a_collection_for_two_queries(debate, django_assert_num_queries, more):
    speaker = Speaker.objects.get(slug="ada")
    for _ in range(more):
        make.make_claim(speaker=speaker, topic=debate, episode=speaker.episodes.get())
    comparison = compare(debate, list(Speaker.objects.guests()))
    with django_assert_num_queries(2):
        text = json.dumps(annotate_comparison(comparison, "/topics/scaling.jsonld"), default=str)
    assert "https://debate.example/topics/scaling.jsonld" in text
    assert all(f'"https://debate.example{item.get_absolute_url()}' in text for item in comparison.list_claims())


def test_an_annotation_tells_where_and_when_its_words_were_written(debate):
    make.make_writing(slug="noted")
    [sentence, *_] = annotate_claim(Claim.objects.with_evidence().with_topics().get(slug="noted"))["body"]
    assert (sentence["medium"], sentence["place"], sentence["date"]) == ("written", "Notes on it", "2021-04-09")
