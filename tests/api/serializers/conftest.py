"""Rows at their own addresses and in their lists, on a site with a public address."""

import pytest

SITE = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def _outside_address(settings):
    settings.PUBLIC_URL = SITE


@pytest.fixture
def both(get):
    """Return a row from its own address; check that the list has the same."""

    def both(noun, key):
        detail = get(f"{noun}/{key}/")
        [listed] = [row for row in get(f"{noun}/")["results"] if key in (row.get("slug"), row.get("id"))]
        assert listed == {name: value for name, value in detail.items() if name in listed}
        return detail

    return both
