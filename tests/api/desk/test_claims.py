"""Claims drafted, amended and deleted by programs, with the words that carry them, under the rules of the admin."""

import pytest

from explorer.models import Claim, Evidence, SeenClaim, Topic
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


@pytest.mark.parametrize("change", [{"evidence": [{"exact": "Scale"}]}, {"evidence": "all"}, {"slug": "mine"}])
def test_a_change_that_is_half_a_quotation_or_no_field_is_refused(cora, said, change):
    path = f"claims/{cora.post('claims/', said()).json()['slug']}/"
    assert cora.change(path, change).status_code == 422
    assert Evidence.objects.get().exact == "Scale is a dead end."


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


def test_a_claim_answers_a_point_of_its_topic(cora, said):
    topic = Topic.objects.get(slug="scaling")
    make.PointFactory(topic=topic, slug="enough")
    slug = cora.post("claims/", said(points={"scaling": "enough"})).json()["slug"]
    assert cora.get(f"claims/{slug}/").json()["points"] == {"scaling": "enough"}
    cora.change(f"claims/{slug}/", {"bearings": {"scaling": "context"}})
    assert cora.get(f"claims/{slug}/").json()["points"] == {"scaling": "enough"}
    cora.change(f"claims/{slug}/", {"points": {"scaling": None}})
    shown = cora.get(f"claims/{slug}/").json()
    assert (shown["points"], shown["bearings"]) == ({}, {"scaling": "context"})


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ({"scaling": "enogh"}, "scaling has no point “enogh”; use enough."),
        ({"embodiment": "enough"}, "The claim is not about embodiment."),
    ],
)
def test_a_point_of_no_topic_of_the_claim_is_refused(cora, said, points, message):
    make.PointFactory(topic=Topic.objects.get(slug="scaling"), slug="enough")
    response = cora.post("claims/", said(points=points))
    assert response.status_code == 422
    assert {"parameter": "points", "detail": message} in response.json()["errors"]
    assert not Claim.objects.exists()


def test_a_claim_is_read_for_review_and_published_with_the_checksum_of_what_was_read(rex):
    claim = make.make_claim(status="in-review")
    path = f"claims/{claim.slug}/"
    read = rex.get(f"{path}review/")
    shown = read.json()
    assert (shown["claim"]["slug"], shown["claim"]["status"]) == (claim.slug, "in-review")
    [piece] = claim.evidence.all()
    assert [(quoted["exact"], quoted["passage"]["text"]) for quoted in shown["quotations"]] == [
        (piece.exact, piece.passage.text)
    ]
    assert {rule["state"] for rule in shown["rules"]} <= {"ok", "ask"}
    tag = read.headers["ETag"]
    published = rex.post(f"{path}publish/", {"checksum": shown["checksum"]}, if_match=tag)
    assert (published.status_code, published.json()["status"]) == (200, "published")


def test_a_program_that_has_not_read_a_claim_or_read_it_before_a_change_does_not_publish_it(rex):
    claim = make.make_claim(status="in-review")
    path = f"claims/{claim.slug}/"
    other = program(person("roy", "Reviewer"))
    theirs = other.read(path)
    for body in ({}, {"checksum": ""}, {"checksum": theirs}, {"checksum": "0" * 64}):
        refused = rex.post(f"{path}publish/", body, if_match="*")
        assert (refused.status_code, "review/" in refused.json()["detail"]) == (409, True)
    old = rex.read(path)
    assert rex.post(f"{path}publish/", {}, if_match="*").status_code == 409
    Claim.objects.update(statement="Otherwise.")
    refused = rex.post(f"{path}publish/", {"checksum": old}, if_match="*")
    assert refused.status_code == 409
    assert "changed after you had seen it" in refused.json()["detail"]
    assert not Claim.objects.published().exists()
    assert rex.post(f"{path}publish/", {"checksum": rex.read(path)}, if_match="*").status_code == 200


def test_reading_for_review_takes_a_reviewer_and_the_scope(cora, rex):
    claim = make.make_claim(status="in-review")
    assert cora.get(f"claims/{claim.slug}/review/").status_code == 403
    assert program(rex.user, "read").get(f"claims/{claim.slug}/review/").status_code == 403
    assert rex.get("claims/nothing/review/").status_code == 404
    assert not SeenClaim.objects.exists()
