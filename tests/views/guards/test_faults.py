"""Errors whose cause is not the code are told as what they are."""

import errno
import re
import sqlite3
from urllib.parse import quote

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import InternalError, OperationalError
from django.test import RequestFactory

from explorer.errors import UnscannedError
from explorer.views.guards.faults import FaultGuard
from tests import factories as make
from tests.markup import folded

pytestmark = pytest.mark.django_db


def caused(error, code=None, state=None):
    """Return an error of Django's as a driver's causes it."""
    cause = sqlite3.OperationalError("so it is")
    cause.sqlite_errorcode = code
    if state:
        cause = type("DriverError", (Exception,), {"sqlstate": state})()
    error.__cause__ = cause
    return error


def answer(error, path="/topics/"):
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    return FaultGuard(lambda _: None).process_exception(request, error)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (caused(OperationalError("locked"), 5), 503),
        (caused(OperationalError("locked"), 261), 503),
        (caused(OperationalError("cannot open"), 14), 503),
        (caused(OperationalError("not read"), 266), 503),
        (caused(OperationalError("full"), 13), 507),
        (caused(OperationalError("disk I/O error"), 4874), 507),
        (caused(OperationalError("connection refused"), state="08006"), 503),
        (caused(OperationalError("disk full"), state="53100"), 507),
        (OSError(errno.ENOSPC, "No space left on device"), 507),
        (UnscannedError("the scanner cannot be asked"), 503),
    ],
)
@pytest.mark.parametrize("path", ["/topics/", "/admin/explorer/claim/", "/api/v1/topics/", "/topics.json"])
def test_a_busy_database_and_a_full_disk_are_told_in_words(error, status, path):
    response = answer(error, path)
    assert response.status_code == status
    assert response.has_header("Retry-After") == (status == 503)
    assert "Nothing was saved" in folded(response.text)


@pytest.mark.parametrize(
    "error",
    [
        caused(OperationalError("no such column"), 1),
        caused(InternalError("in failed transaction"), state="25P02"),
        OSError(errno.ENOENT, "No such file"),
        ValueError("too many values to unpack"),
        KeyError("a"),
    ],
)
def test_a_fault_of_ours_stays_one(error):
    assert answer(error, "/admin/") is None


def test_a_value_that_no_column_holds_is_the_senders_fault_in_the_admin_alone():
    assert answer(OverflowError("too large"), "/admin/").status_code == 400
    assert answer(OverflowError("too large"), "/topics/") is None


HOSTILE = ["None", "abc", "9" * 23, "9" * 30, "-1", "1,2", "²", "\x00", "a" * 5000]


@pytest.mark.slow  # a sweep
@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    "path",
    [
        "contrast/add/?topic=",
        "claim/add/?speaker=",
        "claim/?speaker__id__exact=",
        "claim/?topic_links=",
        "source/?episode__id__exact=",
        "series/?_to_field=",
    ],
)
def test_an_address_of_the_admin_with_a_strange_id_is_no_fault_of_ours(admin_client, path, value):
    response = admin_client.get(f"/admin/explorer/{path}{quote(value)}")
    assert response.status_code in {200, 302, 400}


def test_a_form_opens_without_what_its_address_cannot_fill_in(admin_client):
    for path in ("contrast/add/?topic=None", "claim/add/?speaker=abc", "claim/add/?speaker=" + "9" * 23):
        assert admin_client.get(f"/admin/explorer/{path}").status_code == 200
    speaker = make.SpeakerFactory(name="Ada Guest")
    assert "Ada Guest" in admin_client.get(f"/admin/explorer/claim/add/?speaker={speaker.pk}").text


def test_the_form_of_a_new_topic_leads_to_no_contrast_of_it(admin_client):
    assert "topic=None" not in admin_client.get("/admin/explorer/topic/add/").text


@pytest.mark.slow  # a sweep
@pytest.mark.parametrize("count", ["1000000000", "-1", "abc", "9" * 30, ""])
@pytest.mark.parametrize("form", ["TOTAL", "INITIAL"])
def test_a_form_that_counts_its_rows_wrongly_is_answered(admin_client, count, form):
    episode = make.make_episode(passages=1)
    for path in (f"episode/{episode.pk}/change/", "claim/add/"):
        address = f"/admin/explorer/{path}"
        rows = set(re.findall(r'name="([a-z_]+)-TOTAL_FORMS"', admin_client.get(address).text))
        assert rows
        sent = {f"{name}-{which}_FORMS": "1" for name in rows for which in ("TOTAL", "INITIAL")}
        response = admin_client.post(address, sent | {f"{name}-{form}_FORMS": count for name in rows})
        assert response.status_code in {200, 400}


@pytest.mark.parametrize("value", HOSTILE)
def test_records_chosen_for_an_action_by_a_strange_id_are_none(admin_client, value):
    sent = {"action": "delete_selected", "_selected_action": value, "index": "0"}
    assert admin_client.post("/admin/explorer/contrast/", sent).status_code in {200, 302, 400}
