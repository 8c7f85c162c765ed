"""Contrasts by programs: readers see them at once, so they take a reviewer."""

import pytest

from explorer.models import Contrast
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_reviewer_contrasts_two_people_in_whatever_order(cora, rex):
    topic, bob, ada = (
        make.TopicFactory(),
        make.SpeakerFactory(slug="bob"),
        make.SpeakerFactory(slug="ada"),
    )
    body = {"topic": topic.slug, "speakers": [bob.slug, ada.slug], "kind": "contradict", "reason": "Yes and no."}
    assert cora.post("contrasts/", body).status_code == 403
    response = rex.post("contrasts/", body)
    assert (response.status_code, response.json()["speakers"]) == (201, ["ada", "bob"])
    assert rex.post("contrasts/", body).status_code == 422
    path = f"contrasts/{response.json()['id']}/"
    assert rex.change(path, {"speakers": ["ada", "ada"]}).status_code == 422
    assert rex.change(path, {"speakers": ["ada"]}).status_code == 422
    assert rex.change(path, {"kind": "conditional"}).json()["kind"] == "conditional"
    assert Contrast.objects.get().kind == "conditional"
