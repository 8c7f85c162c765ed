"""What keeps one record from being published: each rule is broken by itself, and told with what to do."""

import pytest

from explorer.changes.edit import open_edit
from explorer.checks.publication import publication_faults
from explorer.coding.vocabulary import StanceCode, Status
from explorer.models import Claim
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return make.make_claim(statement="It is so.", slug="so")


def test_records_in_order_lack_nothing(claim):
    assert publication_faults(claim) == []
    assert publication_faults(make.make_stance(2, claims=2)) == []


@pytest.mark.parametrize(
    ("breakage", "fault"),
    [
        (lambda claim: claim.evidence.all().delete(), "it has no evidence; quote what carries it"),
        (lambda claim: claim.topic_links.all().delete(), "it is linked to no topic; link it to one"),
        (lambda claim: claim.evidence.update(exact="Otherwise."), "“Otherwise.” is not what stands at 0 of the source"),
    ],
)
def test_a_claim_lacks_what_carries_it_and_what_it_is_about(claim, breakage, fault):
    breakage(claim)
    [found] = publication_faults(claim)
    assert found.startswith(fault)


def test_a_claim_says_what_no_other_claim_of_its_holder_says_unless_that_was_retracted(claim):
    other = make.make_claim(speaker=claim.speaker, statement="it is  so")
    make.make_claim(statement="It is so.")
    assert publication_faults(other) == ["it says the same as 'so' of the same holder; give up one of them"]
    Claim.objects.filter(pk=claim.pk).update(
        status=Status.RETRACTED, retracted_on="2024-01-01", retraction_reason="Misheard."
    )
    assert publication_faults(other) == []


def test_a_position_rests_on_published_claims_that_score():
    stance = make.make_stance(1)
    Claim.objects.update(status=Status.IN_REVIEW)
    [fault] = publication_faults(stance)
    assert fault.startswith("position 1 has no scoring evidence")


@pytest.mark.parametrize(("code", "lacks"), [(StanceCode.MIXED, True), (StanceCode.NO_CLEAR_ANSWER, False)])
def test_a_code_that_reports_something_said_rests_on_a_claim_that_says_it(code, lacks):
    stance = make.make_stance(code=code, claims=0)
    found = publication_faults(stance)
    assert bool(found) is lacks
    assert all("rests on no published claim; link a claim to the topic" in fault for fault in found)
    make.make_claim(speaker=stance.speaker, topic=stance.topic, episode=stance.episode)
    assert publication_faults(stance) == []


def test_it_costs_as_many_queries_for_twenty_quotations_as_for_one(claim, django_assert_num_queries):
    with django_assert_num_queries(4):
        publication_faults(claim)
    with open_edit():
        for _ in range(19):
            make.EvidenceFactory(claim=claim)
    with django_assert_num_queries(4):
        publication_faults(claim)
