"""The matrix and the compass as programs read them."""

import pytest

from explorer.models import Topic
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_matrix_has_a_cell_for_every_guest_on_every_topic(get, ada):
    make.make_episode(guest=make.SpeakerFactory(slug="bob"))
    matrix = get("matrix/")
    assert matrix["topics"] == ["scaling", "agi"]
    assert matrix["speakers"] == ["ada", "bob"]
    cells = [(cell["topic"], cell["speaker"]) for cell in matrix["cells"]]
    assert cells == [("scaling", "ada"), ("scaling", "bob"), ("agi", "ada"), ("agi", "bob")]
    assert matrix["cells"][0] == {
        "topic": "scaling",
        "speaker": "ada",
        "position": 2,
        "code": "position",
        "label": "Firmly: Yes",
        "confidence": "high",
        "claims": 2,
        "silence": None,
    }
    assert matrix["cells"][1] == {
        "topic": "scaling",
        "speaker": "bob",
        "position": None,
        "code": None,
        "label": "Did not come up",
        "confidence": None,
        "claims": 0,
        "silence": "not-discussed",
    }


def test_a_blank_says_the_same_in_its_field_and_its_label(get, ada):
    bob = make.SpeakerFactory(slug="bob")
    make.make_claim(speaker=bob, topic=Topic.objects.get(slug="agi"), bearing="context")
    [_, _, _, cell] = get("matrix/")["cells"]
    assert (cell["claims"], cell["silence"], cell["label"]) == (1, "took-no-side", "Came up, took no side")


def test_the_compass_has_points_with_the_lower_confidence(get, ada):
    make.make_episode(guest=make.SpeakerFactory(slug="bob"))
    assert get("compass/", x="agi", y="scaling") == {
        "x": "agi",
        "y": "scaling",
        "points": [{"speaker": "ada", "x": -1, "y": 2, "confidence": "low"}],
        "unplaced": ["bob"],
    }
