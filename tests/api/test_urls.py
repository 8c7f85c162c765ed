"""The addresses of the API: one root that names them all."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_root_lists_every_address(get):
    assert set(get("")) == {
        *("series", "episodes", "speakers", "topics", "claims", "stances", "sources", "passages"),
        *("relations", "contrasts", "compare", "matrix", "compass", "search", "said"),
    }


def test_every_address_of_the_root_answers(client, get):
    for slug in ("scaling", "agi"):
        make.TopicFactory(slug=slug)
    asked = {"compare": {"topic": "scaling"}, "compass": {"x": "scaling", "y": "agi"}, "search": {"topic": "scaling"}}
    asked["said"] = {"q": "so it is"}
    for name, address in get("").items():
        assert client.get(address, asked.get(name, {})).status_code == 200
