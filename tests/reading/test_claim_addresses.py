"""The claim at an address: its own, the one it was renamed to, or the one that took it in."""

import pytest
from django.http import Http404

from explorer.coding.vocabulary import Status
from explorer.reading.claim_addresses import fetch_claim
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return make.make_claim(slug="now")


def retracted(slug):
    return make.make_claim(slug=slug, status=Status.RETRACTED, retracted_on="2024-01-02", retraction_reason="Twice.")


def test_a_former_slug_leads_to_the_claim(claim):
    make.FormerSlugFactory(slug="then", claim=claim)
    assert fetch_claim("now") == fetch_claim("then") == claim


def test_a_retracted_claim_leads_to_the_one_that_took_it_in_and_stands_for_itself_without_one(claim):
    part = retracted("part")
    assert fetch_claim("part") == part
    make.FormerSlugFactory(slug="part", claim=claim)
    assert fetch_claim("part") == claim


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW])
def test_nothing_leads_to_what_readers_do_not_see(claim, status):
    make.FormerSlugFactory(slug="then", claim=make.make_claim(status=status))
    with pytest.raises(Http404):
        fetch_claim("then")
