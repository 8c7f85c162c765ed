"""Answers as tables: one line a row, and nothing that a spreadsheet runs."""

import csv
import io

import pytest

from explorer.api import tables
from explorer.changes.edit import open_edit
from tests import factories as make

pytestmark = pytest.mark.django_db


def read_body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def table(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(read_body(response).decode())))


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


def test_a_table_has_all_rows_and_holds_few_at_a_time(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(tables, "AT_ONCE", 2)
    with open_edit():
        for _ in range(5):
            make.make_episode()
    with django_assert_num_queries(2 + 3 * 3):
        rows = table(client, "/episodes.csv")
    assert len({row["slug"] for row in rows}) == 5
    assert list(rows[0]) == ["slug", "title", "number", "date", "series", "appearances", "sources", "url"]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1"])
def test_no_spreadsheet_runs_a_cell(client, name):
    make.SpeakerFactory(slug="ada", name=name)
    [row] = table(client, "/speakers.csv")
    assert row["name"] == f"'{name}"


def test_an_empty_table_is_empty(client):
    assert table(client, "/speakers.csv") == []


def test_a_spreadsheet_gets_a_byte_order_mark_where_it_asks_for_one(client, claim):
    plain = read_body(client.get("/topics.csv"))
    assert read_body(client.get("/topics.csv?bom=1")) == b"\xef\xbb\xbf" + plain
    assert not plain.startswith(b"\xef\xbb\xbf")
    assert read_body(client.get("/topics.csv?bom=0")) == plain
    assert client.get("/matrix.csv?bom=1").content.decode("utf-8-sig") == client.get("/matrix.csv").content.decode()
