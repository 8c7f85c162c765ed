"""Claims moved on to readers and back by programs: who may, with which reason, and what is deleted on the way."""

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Status
from explorer.models import Claim
from tests import factories as make
from tests.people import person
from tests.programs import program

pytestmark = pytest.mark.django_db


@pytest.mark.slow  # takes seconds
def test_a_claim_goes_its_whole_way_by_two_programs(cora, rex, said):
    path = f"claims/{cora.post('claims/', said()).json()['slug']}/"
    assert cora.act(path, "submit").json()["status"] == "in-review"
    sent_back = rex.act(path, "send-back", "Says too much.").json()
    assert (sent_back["status"], sent_back["sent_back_because"]) == ("draft", "Says too much.")
    assert cora.change(path, {"statement": "Scale ends."}).json()["statement"] == "Scale ends."
    cora.act(path, "submit")
    assert rex.act(path, "publish").json()["status"] == "published"
    retracted = rex.act(path, "retract", "Misheard.").json()
    assert (retracted["status"], retracted["retraction_reason"], retracted["acts"]) == (
        "retracted",
        "Misheard.",
        ["restore"],
    )
    assert rex.act(path, "restore").json()["status"] == "published"


def test_nobody_publishes_their_own(said):
    both = program(person("both", "Curator", "Reviewer"))
    path = f"claims/{both.post('claims/', said()).json()['slug']}/"
    both.act(path, "submit")
    response = both.act(path, "publish")
    assert response.status_code == 403
    assert "nobody publishes their own" in response.json()["detail"]
    assert Claim.objects.get().status == "in-review"


@pytest.mark.parametrize("act", ["send-back", "retract"])
def test_an_act_that_somebody_is_told_of_takes_its_reason(rex, act):
    claim = make.make_claim()
    response = rex.act(f"claims/{claim.slug}/", act, "  ")
    assert response.status_code == 422
    assert "give the reason" in response.json()["detail"].lower()


def test_what_is_not_ready_is_a_422_that_says_why(rex):
    claim = make.make_claim(status=Status.DRAFT)
    response = rex.act(f"claims/{claim.slug}/", "publish")
    assert response.status_code == 422
    assert "its status is draft" in response.json()["detail"]


def test_what_is_public_is_sent_back_before_it_is_changed(cora):
    claim = make.make_claim()
    response = cora.change(f"claims/{claim.slug}/", {"statement": "Changed."})
    assert response.status_code == 422
    assert "send it back first" in response.json()["detail"]


def test_a_draft_is_deleted_and_what_was_public_is_not(cora, rex, said):
    path = f"claims/{cora.post('claims/', said()).json()['slug']}/"
    assert cora.send("delete", path, if_match=cora.tag(path)).status_code == 204
    assert cora.get(path).status_code == 404
    path = f"claims/{cora.post('claims/', said()).json()['slug']}/"
    cora.act(path, "submit")
    rex.act(path, "publish")
    rex.act(path, "send-back", "Once more.")
    refused = cora.send("delete", path, if_match=cora.tag(path))
    assert (refused.status_code, "cited" in refused.json()["detail"]) == (422, True)


def test_the_list_has_every_status_and_is_narrowed_by_it(cora):
    with open_edit():
        for status in (Status.DRAFT, Status.IN_REVIEW, Status.PUBLISHED):
            make.make_claim(status=status)
    assert cora.get("claims/").json()["count"] == 3
    assert [row["status"] for row in cora.get("claims/", status="draft").json()["results"]] == ["draft"]
    refused = cora.get("claims/", status="secret")
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (400, "status")
    assert set(cora.get("claims/", fields="slug,acts").json()["results"][0]) == {"slug", "acts"}
