"""Claims and stances drafted, amended, moved on and deleted by programs, under the rules of the admin."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.coding.vocabulary import Status
from explorer.models import Claim, Stance
from explorer.models.versions import versions
from tests import factories as make
from tests.api.desk.conftest import quoted
from tests.people import person
from tests.programs import program

pytestmark = pytest.mark.django_db


def test_a_claim_is_drafted_with_the_words_that_carry_it(cora, said, passage):
    response = cora.post("claims/", said())
    assert response.status_code == 201
    claim = Claim.objects.get()
    assert response["Location"].endswith(f"/api/v1/desk/claims/{claim.slug}/")
    assert response["Cache-Control"] == "no-store"
    shown = response.json()
    assert (shown["slug"], shown["status"], shown["created_by"]) == ("one-scale-is-a-dead-end", "draft", "cora")
    assert (shown["bearings"], shown["acts"]) == ({"scaling": "position"}, ["submit"])
    [piece] = shown["evidence"]
    assert (piece["passage"], piece["start"], piece["end"], piece["mode"]) == (passage.slug, 0, 20, "asserted")
    [version] = versions(Claim)
    assert version.history_user.username == "cora"
    assert cora.get(f"claims/{claim.slug}/").json() == shown
    assert cora.tag(f"claims/{claim.slug}/") == response["ETag"]


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


def test_topics_and_quotations_are_replaced_as_a_whole_in_one_version(cora, said, passage):
    path = f"claims/{cora.post('claims/', said()).json()['slug']}/"
    make.TopicFactory(slug="causality")
    change = {"bearings": {"causality": "context"}, "evidence": [quoted(passage, "a dead end", mode="hedged")]}
    response = cora.change(path, change)
    assert response.status_code == 200
    assert (response.json()["bearings"], len(response.json()["evidence"])) == ({"causality": "context"}, 1)
    assert response.json()["mode"] == "hedged"
    assert versions(Claim).count() == 2


def test_a_change_that_fails_late_changes_nothing(cora, said, passage):
    path = f"claims/{cora.post('claims/', said()).json()['slug']}/"
    change = {"statement": "Changed.", "bearings": {"scaling": "context"}, "evidence": [quoted(passage, "lost")]}
    assert cora.change(path, change).status_code == 422
    claim = Claim.objects.get()
    assert (claim.statement, claim.topic_links.get().bearing) == ("Scale is a dead end.", "position")
    assert (claim.evidence.count(), versions(Claim).count()) == (1, 1)


def test_a_claim_does_not_move_to_an_episode_that_its_words_are_not_of(cora, said):
    path = f"claims/{cora.post('claims/', said()).json()['slug']}/"
    other = make.EpisodeFactory()
    response = cora.change(path, {"episode": other.slug})
    assert response.status_code == 422
    assert "another episode" in response.json()["detail"]
    assert Claim.objects.get().episode.slug == "talk-1"


def test_what_is_public_is_sent_back_before_it_is_changed(cora):
    claim = make.make_claim()
    response = cora.change(f"claims/{claim.slug}/", {"statement": "Changed."})
    assert response.status_code == 422
    assert "send it back first" in response.json()["detail"]


def test_who_keeps_a_site_alone_changes_what_is_public_and_its_stances_follow(settings):
    settings.SINGLE_CURATOR = True
    keeper = program(person("keeper", is_superuser=True))
    stance = make.make_stance(position=1)
    claim = Claim.objects.get()
    response = keeper.change(f"claims/{claim.slug}/", {"bearings": {stance.topic.slug: "context"}})
    assert response.status_code == 200
    stance.refresh_from_db()
    assert (stance.status, "does not carry it" in stance.sent_back_because) == ("draft", True)
    narrow = program(keeper.user, "draft")
    assert narrow.change(f"claims/{claim.slug}/", {"statement": "Changed."}).status_code in {403, 422}


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
    for status in (Status.DRAFT, Status.IN_REVIEW, Status.PUBLISHED):
        make.make_claim(status=status)
    assert cora.get("claims/").json()["count"] == 3
    assert [row["status"] for row in cora.get("claims/", status="draft").json()["results"]] == ["draft"]
    refused = cora.get("claims/", status="secret")
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (400, "status")
    assert set(cora.get("claims/", fields="slug,acts").json()["results"][0]) == {"slug", "acts"}


@pytest.mark.parametrize("noun", ["claims", "stances", "relations", "contrasts"])
def test_a_list_costs_as_many_queries_for_many_as_for_one(cora, noun):
    made = {
        "claims": lambda: make.make_claim(status=Status.DRAFT, created_by=cora.user, edited_by=cora.user),
        "stances": lambda: make.make_stance(status=Status.DRAFT, created_by=cora.user),
        "relations": make.RelationFactory,
        "contrasts": make.ContrastFactory,
    }[noun]
    cora.get()
    counts = []
    for rows in (1, 9):
        for _ in range(rows):
            made()
        with CaptureQueriesContext(connection) as queries:
            assert cora.get(f"{noun}/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_stance_is_drafted_and_shows_what_follows(cora, coded):
    response = cora.post("stances/", coded)
    assert response.status_code == 201
    shown = response.json()
    assert (shown["status"], shown["code"], shown["position"]) == ("draft", "position", 1)
    assert shown["confidence"] == "medium"
    assert (shown["created_by"], len(shown["claims"])) == ("cora", 1)
    assert cora.get(f"stances/{shown['id']}/").json() == shown


def test_one_speaker_has_one_stance_on_a_topic_in_an_episode(cora, coded):
    cora.post("stances/", coded)
    response = cora.post("stances/", coded)
    assert (response.status_code, Stance.objects.count()) == (422, 1)


def test_a_stance_goes_its_way_and_a_number_without_evidence_does_not(cora, rex, coded):
    path = f"stances/{cora.post('stances/', coded).json()['id']}/"
    Claim.objects.update(status=Status.DRAFT)
    cora.act(path, "submit")
    refused = rex.act(path, "publish")
    assert (refused.status_code, Stance.objects.get().status) == (422, "in-review")
    Claim.objects.update(status=Status.PUBLISHED)
    assert rex.act(path, "publish").json()["status"] == "published"
    assert rex.act(path, "retract", "Misheard.").status_code == 422
    assert rex.act(path, "bury").status_code == 404


def test_a_code_without_a_number_takes_the_number_away(cora, coded):
    path = f"stances/{cora.post('stances/', coded).json()['id']}/"
    assert cora.change(path, {"code": "mixed"}).status_code == 422
    shown = cora.change(path, {"code": "mixed", "position": None}).json()
    assert (shown["code"], shown["position"]) == ("mixed", None)
    assert cora.send("delete", path, if_match=cora.tag(path)).status_code == 204
