"""The addresses of the API: one root that names them all."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_root_lists_every_address(get):
    assert set(get("")) == {
        *("series", "episodes", "speakers", "topics", "claims", "stances", "sources", "passages"),
        *("relations", "contrasts", "compare", "matrix", "compass", "search"),
    }


def test_every_address_of_the_root_answers(client, get):
    for slug in ("scaling", "agi"):
        make.TopicFactory(slug=slug)
    for address in get("").values():
        assert client.get(address, {"topic": "scaling", "x": "scaling", "y": "agi"}).status_code == 200
