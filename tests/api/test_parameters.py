"""A parameter that a list does not know is refused by name, with what the list knows."""

import pytest

from explorer.changes.edit import open_edit
from tests import factories as make

pytestmark = pytest.mark.django_db

NOUNS = ("series", "episodes", "speakers", "topics", "claims")
MORE = ("stances", "sources", "passages", "relations", "contrasts")
OTHERS = ("compare/?topic=scaling", "matrix/?", "compass/?x=scaling&y=bodies", "search/?q=scale")
LISTS = (*(f"{noun}/?" for noun in (*NOUNS, *MORE)), *OTHERS)


@pytest.fixture(autouse=True)
@open_edit()
def _topics():
    for slug in ("scaling", "bodies"):
        make.TopicFactory(slug=slug)


@pytest.mark.parametrize("address", LISTS)
def test_an_unknown_parameter_is_named_with_the_known_ones(client, address):
    assert client.get(f"/api/v1/{address}").status_code == 200
    refused = client.get(f"/api/v1/{address}&speker=ada&page_sise=3")
    assert refused.status_code == 400
    assert [error["parameter"] for error in refused.json()["errors"]] == ["speker", "page_sise"]
    assert all("This list does not know it" in error["detail"] for error in refused.json()["errors"])


def test_the_nearest_one_is_named(client):
    detail = client.get("/api/v1/claims/?speker=ada").json()["detail"]
    assert "(did you mean 'speaker'?)" in detail
    assert "it knows episode, fields, ordering, page, page_size, speaker and topic." in detail


def test_a_list_at_the_desk_refuses_too_and_only_who_may_read_it_is_told(client, cora):
    assert client.get("/api/v1/desk/claims/?x=1").status_code == 401
    refused = cora.get("claims/", x="1")
    assert (refused.status_code, "status" in refused.json()["detail"]) == (400, True)
    assert cora.get("claims/", status="draft", ordering="slug", page_size="1", fields="slug").status_code == 200


def test_a_page_keeps_what_its_reader_chose_beside_its_data(client):
    assert client.get("/topics/scaling.json?grade=transcript&view=people").status_code == 200
    assert client.get("/matrix.csv?order=x").status_code == 200


def test_a_long_or_odd_name_is_cut_short(client):
    refused = client.get("/api/v1/topics/", {"x" * 5000: "1", **{f"n{number}": "" for number in range(90)}})
    assert refused.status_code == 400
    assert len(refused.json()["errors"]) == 5
    assert len(refused.content) < 5000
