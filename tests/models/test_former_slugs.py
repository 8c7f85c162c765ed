"""Former slugs stay taken, and each leads to one claim."""

import pytest

from explorer.models import Claim
from explorer.models.slugs import find_free_slug, is_taken
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_slug_that_a_claim_had_is_taken_for_ever():
    make.FormerSlugFactory(slug="it-was-so")
    assert is_taken("it-was-so")
    assert find_free_slug("it-was-so") == "it-was-so-2"


def test_a_claim_knows_the_retracted_ones_that_became_part_of_it():
    claim = make.make_claim()
    make.FormerSlugFactory(slug="renamed", claim=claim)
    assert not Claim.objects.merged_into(claim).exists()
    part = make.make_claim(
        slug="part", status="retracted", retracted_on="2024-01-02", retraction_reason="One claim now."
    )
    make.FormerSlugFactory(slug="part", claim=claim)
    assert list(Claim.objects.merged_into(claim)) == [part]
