"""The matrix and the compass: every guest on every topic, and points for those placed on both axes only."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.coding.vocabulary import Grade, StanceCode, Status
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics():
    day = datetime.date(2020, 1, 1)
    return [make.TopicFactory(slug=slug, second_pole="Yes", added=day) for slug in ("scaling", "agi")]


@pytest.fixture
def ada(topics):
    speaker = make.SpeakerFactory(slug="ada")
    make.make_stance(2, speaker=speaker, topic=topics[0], claims=2)
    make.make_stance(-1, speaker=speaker, topic=topics[1], grade=Grade.SUMMARY)
    return speaker


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
        "label": "Read in full, not discussed",
        "confidence": None,
        "claims": 0,
        "silence": "not-discussed",
    }


def test_a_code_without_a_number_is_in_the_matrix_and_not_on_the_compass(get, topics):
    speaker = make.SpeakerFactory(slug="ada")
    make.make_stance(1, speaker=speaker, topic=topics[0])
    make.make_stance(code=StanceCode.MIXED, speaker=speaker, topic=topics[1])
    cell = get("matrix/")["cells"][1]
    assert (cell["code"], cell["position"], cell["silence"]) == ("mixed", None, None)
    compass = get("compass/", x="scaling", y="agi")
    assert (compass["points"], compass["unplaced"]) == ([], ["ada"])


def test_drafts_are_no_cells_and_no_points(get, topics):
    for topic in topics:
        make.make_stance(1, topic=topic, status=Status.DRAFT)
    assert {cell["code"] for cell in get("matrix/")["cells"]} == {None}
    assert get("compass/", x="scaling", y="agi")["points"] == []


def test_an_empty_site_has_an_empty_matrix(get):
    assert get("matrix/") == {"topics": [], "speakers": [], "cells": []}


def test_the_compass_has_points_with_the_lower_confidence(get, ada):
    make.make_episode(guest=make.SpeakerFactory(slug="bob"))
    assert get("compass/", x="agi", y="scaling") == {
        "x": "agi",
        "y": "scaling",
        "points": [{"speaker": "ada", "x": -1, "y": 2, "confidence": "low"}],
        "unplaced": ["bob"],
    }


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ({}, "x", "Say which topic x is"),
        ({"x": "agi"}, "y", "Say which topic y is"),
        ({"x": "agi", "y": ""}, "y", "Say which topic y is"),
        ({"x": "nothing", "y": "agi"}, "x", "There is no topic nothing"),
        ({"x": "agi", "y": "\x00"}, "y", "There is no topic"),
        ({"x": "agi", "y": "agi"}, "y", "Name two different topics"),
    ],
)
def test_axes_that_make_no_map_are_refused(get, topics, query, parameter, words):
    problem = get("compass/", status=400, **query)
    assert problem["errors"][0]["parameter"] == parameter
    assert problem["detail"].startswith(words)


@pytest.mark.parametrize("path", ["matrix/", "compass/"])
def test_they_cost_as_many_queries_for_twenty_guests_as_for_one(get, topics, path):
    counts = []
    for speakers in (1, 19):
        for _ in range(speakers):
            speaker = make.SpeakerFactory()
            for topic in topics:
                make.make_stance(1, speaker=speaker, topic=topic)
        with CaptureQueriesContext(connection) as queries:
            get(path, x="scaling", y="agi")
        counts.append(len(queries))
    assert counts[0] == counts[1]
