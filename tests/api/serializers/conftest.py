"""Rows as their addresses and their lists show them, on a site with an address of its own."""

import pytest

SITE = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def _outside_address(settings):
    settings.PUBLIC_URL = SITE


@pytest.fixture
def both(get):
    """Return a row by its address, after checking that the list says the same of it."""

    def both(noun, key):
        detail = get(f"{noun}/{key}/")
        [listed] = [row for row in get(f"{noun}/")["results"] if key in (row.get("slug"), row.get("id"))]
        assert listed == {name: value for name, value in detail.items() if name in listed}
        return detail

    return both
