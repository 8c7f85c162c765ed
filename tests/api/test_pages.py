"""The data of pages, some fields of it, in an order asked for, and as tables that nothing runs in."""

import csv
import io
import re

import pytest
from django.urls import URLPattern

from explorer import urls
from explorer.coding import manual
from explorer.coding.vocabulary import Grade
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    speaker = make.SpeakerFactory(slug="ada", name="Ada")
    topic, other = make.TopicFactory(slug="scaling"), make.TopicFactory(slug="body")
    episode = make.make_episode(guest=speaker, slug="talk")
    stance = make.make_stance(-2, speaker=speaker, topic=topic, episode=episode)
    make.make_stance(1, speaker=speaker, topic=other, episode=stance.episode)
    return make.make_claim(slug="one", speaker=speaker, topic=topic, episode=stance.episode)


WITHOUT_DATA = {
    "suggest": "a fragment of the search box; /search/suggest.json is its data",
    **dict.fromkeys(["feed-claims", "feed-topic", "feed-speaker"], "data already, in a format that others read"),
}
"""The addresses that end as those of pages do and have no data beside them, and why."""

TABLES = ["topics", "speakers", "episodes", "topics/scaling", "compare", "matrix", "compass", "search"]
ARGUMENTS = {"compass": "?x=scaling&y=body", "search": "?q=settled"}


def pages():
    """Return the name of every page and its address, with a slug that is there; what ends in no slash is a file."""
    slugs = {"topics": "scaling", "speakers": "ada", "episodes": "talk", "claims": "one"}
    found = {address.name: str(address.pattern) for address in urls.urlpatterns if isinstance(address, URLPattern)}
    return [
        (name, re.sub("<.*>", slugs.get(route.partition("/")[0], ""), route).rstrip("/") or "index")
        for name, route in found.items()
        if name not in WITHOUT_DATA and (not route or route.endswith("/"))
    ]


def table(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.text)))


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
    ],
)
def test_a_page_gives_its_data(client, claim, page, data):
    answer = client.get(page)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer.json() == client.get(data).json()
    assert client.get(page, headers={"if-none-match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize(("name", "place"), pages())
def test_every_page_has_its_data(client, claim, name, place):
    answer = client.get(f"/{place}.json{ARGUMENTS.get(place, '')}")
    assert answer.status_code == 200, name
    assert answer["Content-Type"] == "application/json"
    assert answer.json()


@pytest.mark.parametrize("place", TABLES)
def test_every_list_and_table_has_its_rows(client, claim, place):
    assert client.get(f"/{place}.csv{ARGUMENTS.get(place, '')}")["Content-Type"] == "text/csv; charset=utf-8"


def test_the_first_page_gives_its_data(client):
    topic = make.TopicFactory(slug="scaling")
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


@pytest.mark.parametrize(
    "address", ["topics/none.json", "speakers/none.json", "claims/none.csv", "topics/none.csv", "x.json"]
)
def test_what_is_not_there_is_a_problem(client, address):
    answer = client.get(f"/{address}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_lists_and_tables_open_in_a_spreadsheet(client, claim):
    topics = table(client, "/topics.csv")
    assert [row["slug"] for row in topics] == ["scaling", "body"]
    assert topics[0]["poles"] == "It is not; It is"
    [scaling, body] = table(client, "/matrix.csv")
    assert (scaling["topic"], scaling["speaker"], scaling["position"], scaling["silence"]) == (
        "scaling",
        "ada",
        "-2",
        "",
    )
    [point] = table(client, "/compass.csv?x=scaling&y=body")
    assert (point["x"], point["y"]) == ("-2", "1")
    assert len(table(client, "/topics/scaling.csv")) == 2
    assert table(client, "/compare.csv?speakers=ada") == [scaling, body]
    assert table(client, "/search.csv?q=settled")


def test_a_table_has_all_rows(client):
    for _ in range(60):
        make.SpeakerFactory()
    assert len(table(client, "/speakers.csv")) == 60


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1"])
def test_no_spreadsheet_runs_a_cell(client, name):
    make.SpeakerFactory(slug="ada", name=name)
    [row] = table(client, "/speakers.csv")
    assert row["name"] == f"'{name}"


def test_an_empty_table_is_empty(client):
    assert table(client, "/speakers.csv") == []


def test_fields_are_those_asked_for(get, claim):
    [first, *_] = get("claims/", fields="slug,speaker")["results"]
    assert set(first) == {"slug", "speaker"}
    assert get("claims/one/", fields="slug") == {"slug": "one"}
    stance = get("stances/", fields="position")["results"]
    assert stance == [{"position": -2}, {"position": 1}]


@pytest.mark.parametrize("fields", ["", "nothing", "slug,__class__"])
def test_fields_that_do_not_exist_are_refused(get, claim, fields):
    assert get("claims/", status=400, fields=fields)["errors"][0]["parameter"] == "fields"


def test_lists_come_in_the_order_asked_for(get):
    for slug, name in (("a", "Zed"), ("b", "Ann"), ("c", "Ann")):
        make.SpeakerFactory(slug=slug, name=name)
    for ordering, slugs in {"name": "bca", "-name": "abc", "name,-slug": "cba"}.items():
        assert "".join(row["slug"] for row in get("speakers/", ordering=ordering)["results"]) == slugs


def test_rows_without_a_value_come_last(get):
    make.EpisodeFactory(slug="undated", date=None)
    make.EpisodeFactory(slug="dated")
    for ordering in ("date", "-date"):
        assert [row["slug"] for row in get("episodes/", ordering=ordering)["results"]] == ["dated", "undated"]


@pytest.mark.parametrize("ordering", ["", "nothing", "--name", "raw", "name__x", "?"])
def test_an_order_that_does_not_exist_is_refused(get, ordering):
    [error] = get("speakers/", status=400, ordering=ordering)["errors"]
    assert error["parameter"] == "ordering"
    assert "slug and name" in error["detail"]
