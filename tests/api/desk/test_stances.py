"""Stances drafted, amended and moved on by programs, and shown with what follows from them."""

import pytest

from explorer.coding.vocabulary import Status
from explorer.models import Claim, Stance

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"position": 3}, "position"),
        ({"position": None}, "position"),
        ({"position": "1"}, "position"),
        ({"position": True}, "position"),
        ({"position": 0.5}, "position"),
        ({"rationale": 0}, "rationale"),
        ({"code": "mixed"}, "position"),
        ({"code": "perhaps"}, "code"),
        ({"points_to": "first"}, "points_to"),
        ({"code": "not-placed", "position": None, "points_to": "left"}, "points_to"),
        ({"rationale": ""}, "rationale"),
        ({"topic": "nothing"}, "topic"),
        ({"confidence": "high"}, "confidence"),
    ],
)
def test_what_is_against_the_codes_is_refused_by_field(cora, coded, fields, where):
    response = cora.post("stances/", {**coded, **fields})
    assert response.status_code == 422
    assert where in {error["parameter"] for error in response.json()["errors"]}
    assert not Stance.objects.exists()


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


def test_who_is_not_placed_may_point_somewhere_and_a_number_takes_that_away(cora, coded):
    unplaced = {"code": "not-placed", "position": None, "points_to": "second"}
    shown = cora.post("stances/", {**coded, **unplaced}).json()
    assert (shown["code"], shown["points_to"], shown["position"]) == ("not-placed", "second", None)
    path = f"stances/{shown['id']}/"
    assert cora.change(path, {"code": "position", "position": 1}).status_code == 422
    shown = cora.change(path, {"code": "position", "position": 1, "points_to": None}).json()
    assert (shown["code"], shown["points_to"], shown["position"]) == ("position", None, 1)


def test_a_code_without_a_number_takes_the_number_away(cora, coded):
    path = f"stances/{cora.post('stances/', coded).json()['id']}/"
    assert cora.change(path, {"code": "mixed"}).status_code == 422
    shown = cora.change(path, {"code": "mixed", "position": None}).json()
    assert (shown["code"], shown["position"]) == ("mixed", None)
    assert cora.send("delete", path, if_match=cora.tag(path)).status_code == 204
