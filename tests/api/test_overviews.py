"""The data of the first page and of the method."""

import pytest

from explorer.changes.edit import open_edit
from explorer.coding import manual
from explorer.coding.vocabulary import Grade
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_first_page_gives_its_data(client):
    topic = make.TopicFactory(slug="scaling")
    with open_edit():
        for position in (-2, 2):
            make.make_stance(position, topic=topic)
    data = client.get("/index.json?order=name").json()
    assert data["debates"] == [{"topic": "scaling", "question": topic.question, "distance": 4, "claims": 2}]
    assert [side["position"] for side in data["clash"]["sides"]] == [-2, 2]
    assert len(data["newest"]) == 2
    assert client.get("/index.json?order=none").json()["errors"][0]["parameter"] == "order"


def test_the_method_is_data_too(client, claim):
    data = client.get("/method.json").json()
    assert {"code": "transcript", "meaning": manual.MEANINGS[Grade][Grade.TRANSCRIPT]} in data["grades"]
    assert [step["position"] for step in data["scale"]] == [-2, -1, 0, 1, 2]
    assert {"basis": "labelled", "mode": "asserted", "scoring": True} in data["scoring"]
    assert sum(row["used"] for row in data["coverage"]) > 0
