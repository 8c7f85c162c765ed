"""The slugs under which a claim was known: kept where readers knew one, and refused where another record has it."""

import pytest

from explorer.coding.vocabulary import Status
from explorer.models import FormerSlug
from tests import factories as make
from tests.admin.conftest import change, form_of

pytestmark = pytest.mark.django_db


def row(slug):
    return {"former_slugs-TOTAL_FORMS": 1, "former_slugs-0-slug": slug}


def test_a_claim_that_readers_knew_leaves_its_old_slug_behind(admin_client):
    claim = make.make_claim(slug="then", status=Status.DRAFT, published_on="2024-01-02")
    assert change(admin_client, "claim", claim, **form_of(claim, slug="now")).status_code == 302
    assert FormerSlug.objects.get().slug == "then"
    type(claim).objects.update(status=Status.PUBLISHED)
    assert admin_client.get("/claims/then/")["Location"] == "/claims/now/"


def test_a_draft_leaves_nothing_behind(admin_client):
    claim = make.make_claim(slug="then", status=Status.DRAFT)
    change(admin_client, "claim", claim, **form_of(claim, slug="now"))
    assert not FormerSlug.objects.exists()


def test_only_a_retracted_claim_may_lead_to_another(admin_client):
    claim, other = make.make_claim(status=Status.DRAFT), make.make_claim(slug="other")
    page = change(admin_client, "claim", claim, **form_of(claim, **row("other")))
    assert "Another record has this slug" in page.text
    type(other).objects.filter(pk=other.pk).update(
        status=Status.RETRACTED, retracted_on="2024-01-02", retraction_reason="Twice."
    )
    assert change(admin_client, "claim", claim, **form_of(claim, **row("other"))).status_code == 302
    assert claim.former_slugs.get().slug == "other"


def test_no_claim_takes_a_slug_that_another_was_known_by(admin_client):
    make.FormerSlugFactory(slug="taken")
    claim = make.make_claim(slug="own", status=Status.DRAFT)
    page = change(admin_client, "claim", claim, **form_of(claim, slug="taken"))
    assert "A claim was known by this slug" in page.text
