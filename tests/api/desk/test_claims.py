"""Claims drafted, amended, moved on and deleted by programs, by quotation and under the rules of the admin."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from explorer.coding.vocabulary import Status
from explorer.models import Claim, Evidence
from explorer.models.versions import versions
from tests import factories as make
from tests.api.desk.conftest import program, quoted
from tests.people import person

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


@pytest.mark.parametrize(
    ("exact", "code", "count"),
    [
        ("Scale is no dead end.", "missing", 0),
        ("It is so.", "ambiguous", 2),
        ("dead end. It is", "outside-passages", 1),
        ("100 % of it", "missing", 0),
    ],
)
def test_words_that_do_not_stand_there_once_are_refused_with_their_number(cora, said, passage, exact, code, count):
    response = cora.post("claims/", said(evidence=[quoted(passage), quoted(passage, exact)]))
    assert response.status_code == 422
    [error] = response.json()["errors"]
    assert (error["parameter"], error["code"], error["count"]) == ("evidence.1.exact", code, count)
    assert error["detail"] in response.json()["detail"]
    assert not Claim.objects.exists()
    assert not versions(Claim).exists()


def test_what_stands_before_tells_repeated_words_apart(cora, said, passage):
    words = quoted(passage, "It is so.", prefix="It is so. ")
    assert cora.post("claims/", said(evidence=[words])).json()["evidence"][0]["start"] == 32


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"speaker": "nobody"}, "speaker"),
        ({"speaker": ["ada-one"]}, "speaker"),
        ({"statement": ""}, "statement"),
        ({"statement": "x" * 201}, "statement"),
        ({"statement": "\x00"}, "statement"),
        ({"bearings": {}}, "bearings"),
        ({"bearings": {"nothing": "position"}}, "bearings"),
        ({"bearings": {"\x00": "position"}}, "bearings"),
        ({"bearings": {"scaling": "sideways"}}, "bearings.scaling"),
        ({"evidence": []}, "evidence"),
        ({"evidence": [{}]}, "evidence.0.source"),
        ({"evidence": ["Scale"]}, "evidence.0"),
        ({"role": "insult"}, "role"),
        ({"status": "published"}, "status"),
    ],
)
def test_a_field_that_cannot_be_understood_is_named(cora, said, fields, where):
    response = cora.post("claims/", said(**fields))
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    assert where in {error["parameter"] for error in response.json()["errors"]}
    assert not Claim.objects.exists()


def test_a_basis_that_the_label_speaks_against_is_refused(cora, said, passage):
    make.SpeakerFactory(slug="bob")
    response = cora.post("claims/", said(evidence=[quoted(passage, asserter="bob")]))
    assert response.status_code == 422
    assert [error["parameter"] for error in response.json()["errors"]] == ["evidence.0.basis"]


@pytest.mark.parametrize(
    ("sent", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (rb'{"episode": "\ud800"}', "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"[]", "application/json", 422),
        (b"NaN", "application/json", 400),
        (b"statement=x", "application/x-www-form-urlencoded", 415),
        (b'"' + b"x" * 1_000_001 + b'"', "application/json", 413),
    ],
)
def test_what_is_no_record_in_json_is_a_problem(cora, sent, kind, status):
    headers = {"authorization": f"Bearer {cora.words}"}
    response = Client().post("/api/v1/desk/claims/", sent, content_type=kind, headers=headers)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"


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


@pytest.mark.parametrize("change", [{"evidence": [{"exact": "Scale"}]}, {"evidence": "all"}, {"slug": "mine"}])
def test_a_change_that_is_half_a_quotation_or_no_field_is_refused(cora, said, change):
    path = f"claims/{cora.post('claims/', said()).json()['slug']}/"
    assert cora.change(path, change).status_code == 422
    assert Evidence.objects.get().exact == "Scale is a dead end."


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
