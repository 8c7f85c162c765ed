"""The second factor is required of the staff, and reset for a lost device."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client

from explorer.accounts.second_factor import is_missing, is_required
from tests.accounts.conftest import LOGIN, PASSWORD
from tests.people import logged_in, person

pytestmark = pytest.mark.django_db


def test_it_is_required_of_the_staff_where_it_is_on(cora, settings):
    reader = person("reader")
    reader.is_staff = False
    for on, expected in ((True, (True, False)), (False, (False, False))):
        settings.SECOND_FACTOR = on
        assert (is_required(cora), is_required(reader)) == expected


def test_where_it_is_off_it_costs_no_query(cora, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert not is_missing(cora)


def test_a_lost_device_is_forgotten_and_all_sessions_end(enrolled, settings, capsys):
    settings.SECOND_FACTOR = True
    cora, code = enrolled
    client = Client()
    client.post(LOGIN, {"login": "cora", "password": PASSWORD})
    client.post("/account/second-factor/code/", {"code": code()})
    assert client.get("/admin/").status_code == 200
    call_command("reset_second_factor", "cora")
    assert "1 sessions ended" in capsys.readouterr().out
    assert not Authenticator.objects.filter(user=cora).exists()
    assert client.get("/admin/").url.startswith("/admin/login/")


def test_a_code_opens_the_account_once_whichever_server_is_asked(enrolled):
    _, code = enrolled
    spent = code()
    for opens in (True, False):
        client = Client()
        client.post(LOGIN, {"login": "cora", "password": PASSWORD})
        client.post("/account/second-factor/code/", {"code": spent})
        assert ("_auth_user_id" in client.session) is opens
        # What one server keeps for itself, and what all keep in Redis, may be lost.
        caches["shared"].clear()
        caches["default"].close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM explorer_kept_counts WHERE cache_key LIKE %s", ["%totp.used%"])
        assert cursor.fetchone()[0] == 1


def test_a_code_is_good_for_its_own_half_minute_and_who_is_late_reads_what_to_do(enrolled, clock):
    _, code = enrolled
    typed, begun = code(), clock.now
    client = Client()
    client.post(LOGIN, {"login": "cora", "password": PASSWORD})
    for moment in (begun - 2, begun + 29):  # in the half minutes before and after
        clock.now = moment
        late = client.post("/account/second-factor/code/", {"code": typed})
        assert "wait for it, and type that. Five wrong ones within five minutes" in late.text
    clock.now = begun + 28
    client.post("/account/second-factor/code/", {"code": typed})
    assert "_auth_user_id" in client.session


def test_the_sixth_wrong_code_in_five_minutes_is_not_looked_at(enrolled):
    client = Client()
    client.post(LOGIN, {"login": "cora", "password": PASSWORD})
    for _ in range(5):
        assert "Five wrong ones" in client.post("/account/second-factor/code/", {"code": "000000"}).text
    client.post("/account/second-factor/code/", {"code": enrolled[1]()})
    assert "_auth_user_id" not in client.session


def test_an_account_that_is_not_there_is_named(capsys):
    with pytest.raises(SystemExit):
        call_command("reset_second_factor", "nobody")
    assert "'nobody'" in capsys.readouterr().err


def test_nobody_goes_without_it_by_themselves_where_it_is_required(enrolled, settings):
    settings.SECOND_FACTOR = True
    cora, _ = enrolled
    client = logged_in(cora)
    client.post("/account/second-factor/end/", {})
    assert Authenticator.objects.filter(user=cora, type="totp").exists()
