"""The data of pages, some fields of it, in an order asked for, and as tables that nothing runs in."""

import re

import pytest
from django.urls import URLPattern

from explorer import urls

pytestmark = pytest.mark.django_db


WITHOUT_DATA = {
    "suggest": "a fragment of the search box; /search/suggest.json is its data",
    **dict.fromkeys(["feed-claims", "feed-topic", "feed-speaker"], "data already, in a format that others read"),
}
"""The addresses that end as those of pages do and have no data beside them, and why."""

TABLES = ["topics", "speakers", "episodes", "topics/scaling", "compare", "matrix", "compass", "search"]
ARGUMENTS = {"compass": "?x=scaling&y=body", "search": "?q=settled", "said": "?q=settled"}


def pages():
    """Return the name of every page and its address, with a slug that is there; what ends in no slash is a file."""
    slugs = {"topics": "scaling", "speakers": "ada", "episodes": "talk", "claims": "one"}
    found = {address.name: str(address.pattern) for address in urls.urlpatterns if isinstance(address, URLPattern)}
    return [
        (name, re.sub("<.*>", slugs.get(route.partition("/")[0], ""), route).rstrip("/") or "index")
        for name, route in found.items()
        if name not in WITHOUT_DATA and (not route or route.endswith("/"))
    ]


@pytest.mark.parametrize(
    ("page", "data"),
    [
        ("/topics.json", "/api/v1/topics/"),
        ("/speakers.json", "/api/v1/speakers/"),
        ("/episodes.json", "/api/v1/episodes/"),
        ("/topics/scaling.json", "/api/v1/compare/?topic=scaling"),
        ("/topics/scaling.json?speakers=ada", "/api/v1/compare/?topic=scaling&speakers=ada"),
        ("/speakers/ada.json", "/api/v1/speakers/ada/"),
        ("/claims/one.json", "/api/v1/claims/one/"),
        ("/matrix.json", "/api/v1/matrix/"),
        ("/compare.json?speakers=ada", "/api/v1/matrix/?speakers=ada"),
        ("/compass.json?x=scaling&y=body", "/api/v1/compass/?x=scaling&y=body"),
        ("/search.json?q=settled", "/api/v1/search/?q=settled"),
        ("/said.json?q=settled", "/api/v1/said/?q=settled"),
    ],
)
def test_a_page_gives_its_data(client, claim, page, data):
    answer = client.get(page)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer.json() == client.get(data).json()
    assert client.get(page, headers={"if-none-match": answer["ETag"]}).status_code == 304


@pytest.mark.slow  # a sweep
@pytest.mark.parametrize(("name", "place"), pages())
def test_every_page_has_its_data(client, claim, name, place):
    answer = client.get(f"/{place}.json{ARGUMENTS.get(place, '')}")
    assert answer.status_code == 200, name
    assert answer["Content-Type"] == "application/json"
    assert answer.json()


@pytest.mark.parametrize("place", TABLES)
def test_every_list_and_table_has_its_rows(client, claim, place):
    assert client.get(f"/{place}.csv{ARGUMENTS.get(place, '')}")["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize(
    "address", ["topics/none.json", "speakers/none.json", "claims/none.csv", "topics/none.csv", "x.json"]
)
def test_what_is_not_there_is_a_problem(client, address):
    answer = client.get(f"/{address}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
