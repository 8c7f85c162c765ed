"""Readers are answered from one database, and from the other where it fails; curators from the primary."""

import pytest
from django.db import OperationalError
from django.http import HttpResponse, StreamingHttpResponse

from explorer.databases.choice import NoCurrentDatabaseError
from explorer.databases.chosen import PRIMARY, REPLICA, name_database
from explorer.views.guards import readers

pytestmark = pytest.mark.django_db


@pytest.fixture
def chosen(monkeypatch):
    """Return the databases that are chosen, one after the other."""
    wanted = [REPLICA]
    monkeypatch.setattr(readers, "choose_database", lambda: wanted.pop(0))
    return wanted


@pytest.fixture
def client(settings, client):
    settings.MIDDLEWARE = [
        "explorer.views.guards.readers.ReadersDatabase",
        *settings.MIDDLEWARE,
        "explorer.views.guards.readers.SecondDatabase",
    ]
    settings.ROOT_URLCONF = __name__
    return client


def where(_):
    return HttpResponse(name_database())


def where_streamed(_):
    return StreamingHttpResponse(name_database() for _ in range(2))


def failing(_):
    """Answer from the primary only."""
    if name_database() == REPLICA:
        raise OperationalError("canceling statement due to conflict with recovery")
    return HttpResponse(name_database())


def broken(_):
    raise OperationalError(f"{name_database()} is gone")


urlpatterns = []


@pytest.fixture(autouse=True)
def _addresses(monkeypatch):
    from django.urls import path

    from config import urls

    own = [path("where/", where), path("stream/", where_streamed), path("failing/", failing), path("broken/", broken)]
    monkeypatch.setattr(f"{__name__}.urlpatterns", [*own, *urls.urlpatterns])
    monkeypatch.setattr(readers, "connections", dict.fromkeys((PRIMARY, REPLICA), readers.connections[PRIMARY]))


def test_a_reader_is_answered_from_the_replica(client, chosen):
    assert client.get("/where/").text == REPLICA


def test_what_is_sent_bit_by_bit_is_read_from_one_database(client, chosen):
    assert b"".join(client.get("/stream/").streaming_content) == b"replicareplica"
    assert name_database() == PRIMARY


@pytest.mark.parametrize(
    "asked",
    [
        {"headers": {"Cookie": "sessionid=abc"}},
        {"headers": {"Authorization": "Bearer debate_abc"}},
    ],
)
def test_whoever_may_have_written_is_answered_from_the_primary(client, chosen, asked):
    assert client.get("/where/", **asked).text == PRIMARY
    assert chosen == [REPLICA]


@pytest.mark.parametrize("path", ["/admin/login/", "/account/login/", "/api/v1/desk/", "/healthz"])
def test_the_desks_and_the_checks_choose_nothing(rf, chosen, path):
    assert not readers.is_readers(rf.get(path))


def test_whatever_is_posted_is_no_readers(rf):
    assert readers.is_readers(rf.head("/said/"))
    assert not readers.is_readers(rf.post("/said/"))


def test_a_query_that_the_replica_cancels_is_asked_of_the_primary(client, chosen):
    assert client.get("/failing/").text == PRIMARY


def test_a_view_is_not_asked_a_third_time(client, chosen):
    with pytest.raises(OperationalError, match="default is gone"):
        client.get("/broken/")


def test_a_primary_that_is_lost_in_the_middle_leaves_the_replica(client, chosen):
    chosen[:] = [PRIMARY, REPLICA]
    with pytest.raises(OperationalError, match="replica is gone"):
        client.get("/broken/")


def test_where_no_database_is_up_to_date_the_reader_is_told_to_come_back(client, monkeypatch):
    def refuse():
        raise NoCurrentDatabaseError("both are gone")

    monkeypatch.setattr(readers, "choose_database", refuse)
    page = client.get("/where/")
    assert (page.status_code, page["Retry-After"]) == (503, "5")
    assert "nothing older is shown" in page.text
    assert client.get("/api/v1/claims/").json()["status"] == 503
