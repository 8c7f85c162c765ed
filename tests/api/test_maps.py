"""The matrix and the compass: every guest on every topic, and points for those placed on both axes only."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import StanceCode, Status
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_code_without_a_number_is_in_the_matrix_and_not_on_the_compass(get, topics):
    speaker = make.SpeakerFactory(slug="ada")
    make.make_stance(1, speaker=speaker, topic=topics[0])
    make.make_stance(code=StanceCode.MIXED, speaker=speaker, topic=topics[1])
    cell = get("matrix/")["cells"][1]
    assert (cell["code"], cell["position"], cell["silence"]) == ("mixed", None, None)
    compass = get("compass/", x="scaling", y="agi")
    assert (compass["points"], compass["unplaced"]) == ([], ["ada"])


def test_drafts_are_no_cells_and_no_points(get, topics):
    with open_edit():
        for topic in topics:
            make.make_stance(1, topic=topic, status=Status.DRAFT)
    assert {cell["code"] for cell in get("matrix/")["cells"]} == {None}
    assert get("compass/", x="scaling", y="agi")["points"] == []


def test_an_empty_site_has_an_empty_matrix(get):
    assert get("matrix/") == {"topics": [], "speakers": [], "cells": []}


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


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize(("path", "asked"), [("matrix/", {}), ("compass/", {"x": "scaling", "y": "agi"})])
def test_they_cost_as_many_queries_for_twenty_guests_as_for_one(get, topics, path, asked):
    counts = []
    for speakers in (1, 19):
        with open_edit():
            for _ in range(speakers):
                speaker = make.SpeakerFactory()
                for topic in topics:
                    make.make_stance(1, speaker=speaker, topic=topic)
        with CaptureQueriesContext(connection) as queries:
            get(path, **asked)
        counts.append(len(queries))
    assert counts[0] == counts[1]
