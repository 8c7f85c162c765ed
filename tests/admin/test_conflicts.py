"""Two curators who edit one record at the same time: the second is told, sees both versions, and loses nothing."""

import pytest
from django.urls import reverse

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Status
from tests import factories as make
from tests.admin.conftest import form_of
from tests.people import logged_in, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    with open_edit():
        return make.make_claim(status=Status.DRAFT, statement="It is so.")


def save(claim, name, data):
    return logged_in(person(name, "Curator")).post(reverse("admin:explorer_claim_change", args=[claim.pk]), data)


def test_the_second_is_told_and_sees_both_versions_side_by_side(claim):
    mine = form_of(claim, statement="I say that it is so.")
    assert save(claim, "ada", form_of(claim, statement="They say that it is so.")).status_code == 302
    response = save(claim, "bob", mine)
    assert "Not saved: ada changed this claim after you had opened it" in response.text
    [side] = response.context["sides"]
    assert (side.name, side.clashes) == ("statement", True)
    assert (side.before, side.theirs, side.yours) == ("It is so.", "They say that it is so.", "I say that it is so.")
    assert "I say that it is so.</textarea>" in response.text
    claim.refresh_from_db()
    assert claim.statement == "They say that it is so."


def test_having_seen_both_the_second_saves(claim):
    mine = form_of(claim, statement="I say that it is so.")
    save(claim, "ada", form_of(claim, statement="They say that it is so."))
    response = save(claim, "bob", mine)
    newest = response.context["adminform"].form["version"].value()
    client = logged_in(person("bob-again", "Curator"))
    address = reverse("admin:explorer_claim_change", args=[claim.pk])
    assert client.post(address, {**mine, "version": newest}).status_code == 302
    claim.refresh_from_db()
    assert claim.statement == "I say that it is so."


def test_a_change_of_parts_is_seen_too(claim):
    mine = form_of(claim)
    save(claim, "ada", form_of(claim, **{"evidence-0-mode": "hedged"}))
    response = save(claim, "bob", {**mine, "topic_links-0-bearing": "context"})
    sides = {side.name: side for side in response.context["sides"]}
    assert "With a “maybe”" in sides["evidence 1"].theirs
    assert "Stated" in sides["evidence 1"].yours
    assert "Background" in sides["topic links 1"].yours
    claim.refresh_from_db()
    assert claim.evidence.get().mode == "hedged"


def test_evidence_that_the_other_removed_does_not_break_the_page(claim):
    mine = form_of(claim, statement="I say that it is so.")
    save(claim, "ada", form_of(claim, **{"evidence-0-DELETE": "on"}))
    response = save(claim, "bob", mine)
    assert response.status_code == 200
    assert "I say that it is so.</textarea>" in response.text
