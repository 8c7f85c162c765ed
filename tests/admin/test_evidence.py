"""A lost quotation is shown with what comes nearest and mended by hand; nothing is mended by itself."""

import pytest
from django.urls import reverse

from explorer.models import Evidence
from explorer.models.versions import latest_version
from tests import factories as make
from tests.people import logged_in, person

pytestmark = pytest.mark.django_db

WORDS = "Scale is all that anybody will ever need."


@pytest.fixture
def ada():
    return person("ada", "Curator")


@pytest.fixture
def lost(ada):
    claim = make.make_claim(words=WORDS, status="draft", created_by=ada)
    Evidence.objects.update(exact="Scale is all that anyone will ever need.")
    return claim.evidence.get()


def address_of(evidence):
    return reverse("admin:explorer_evidence_change", args=[evidence.pk])


def form_of(evidence, **fields):
    return {"exact": evidence.exact, "prefix": "", "suffix": "", "version": latest_version(evidence.claim), **fields}


def test_the_page_shows_what_stands_there_and_what_comes_nearest(ada, lost):
    text = logged_in(ada).get(address_of(lost)).text
    assert "The words are not in the document any more" in text
    assert f"<mark>{WORDS}</mark>" in text or f"<mark>{WORDS[:-1]}</mark>" in text
    assert "Scale is all that anyone will ever need.</textarea>" in text


def test_the_nearest_words_are_filled_in_when_asked_for_and_not_saved(ada, lost):
    text = logged_in(ada).get(address_of(lost), {"use": "nearest"}).text
    assert "anybody will ever need" in text.split("<textarea")[1]
    lost.refresh_from_db()
    assert "anyone" in lost.exact


def test_mended_words_are_found_in_the_document_and_kept_as_a_version_of_the_claim(ada, lost):
    before = latest_version(lost.claim)
    assert logged_in(ada).post(address_of(lost), form_of(lost, exact=WORDS)).status_code == 302
    assert not Evidence.objects.lost().exists()
    assert latest_version(lost.claim) > before


def test_words_that_are_not_there_are_refused(ada, lost):
    assert "Not saved: the words are not in the source" in logged_in(ada).post(address_of(lost), form_of(lost)).text


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(ada, lost):
    data = form_of(lost, exact=WORDS)
    lost.claim.statement = "Another thing."
    lost.claim.save()
    assert "its claim was changed after you had opened this page" in logged_in(ada).post(address_of(lost), data).text


def test_evidence_of_a_public_claim_is_not_mended_before_it_is_sent_back(ada, lost):
    lost.claim.status = "published"
    lost.claim.save()
    client = logged_in(ada)
    assert client.post(address_of(lost), form_of(lost, exact=WORDS)).status_code == 403
    assert "send it back first" in client.get(address_of(lost)).text


def test_words_that_come_near_nothing_are_said_to(ada, lost):
    Evidence.objects.update(exact="Quite different: zebras!")
    assert "Nothing in the document comes near" in logged_in(ada).get(address_of(lost)).text


def test_words_that_stand_elsewhere_are_shown_there(ada, lost):
    Evidence.objects.update(exact=WORDS, start=3, end=9)
    assert "Save to keep their place" in logged_in(ada).get(address_of(lost)).text
    assert logged_in(ada).post(address_of(lost), form_of(lost, exact=WORDS)).status_code == 302
    assert Evidence.objects.get().start == 0
