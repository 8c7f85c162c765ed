"""Sessions end when idle, after a day, and by their person's wish."""

import time

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from explorer.accounts.sessions import BEGAN, IDLE, LONGEST, USED, end_sessions
from tests.accounts.conftest import LOGIN, PASSWORD
from tests.people import logged_in

pytestmark = pytest.mark.django_db


def age(client, **marks):
    session = client.session
    session.update({name: int(time.time()) - seconds for name, seconds in marks.items()})
    session.save()


def age_of_password(client, seconds):
    session = client.session
    session["account_authentication_methods"] = [
        {**method, "at": method["at"] - seconds} for method in session["account_authentication_methods"]
    ]
    session.save()


@pytest.mark.parametrize(
    ("marks", "goes_on"),
    [
        ({USED: IDLE - 60, BEGAN: IDLE}, True),
        ({USED: IDLE + 60, BEGAN: IDLE + 60}, False),
        ({USED: 10, BEGAN: LONGEST - 60}, True),
        ({USED: 10, BEGAN: LONGEST + 60}, False),
    ],
)
def test_a_session_ends_when_idle_and_after_a_long_day(cora, marks, goes_on):
    client = logged_in(cora)
    age(client, **marks)
    assert (client.get("/admin/").status_code == 200) is goes_on
    assert ("_auth_user_id" in client.session) is goes_on


@pytest.mark.parametrize("address", ["/account/password/", "/account/sessions/", "/account/second-factor/"])
def test_a_stale_session_opens_no_page_of_the_account_either(cora, address):
    client = logged_in(cora)
    assert "no-store" in client.get(address)["Cache-Control"]
    age(client, **{USED: IDLE + 60})
    assert client.get(address, follow=True).redirect_chain[-1][0].startswith("/account/login/")


def test_use_keeps_a_session_and_is_noted_once_a_minute(cora):
    client = logged_in(cora)
    age(client, **{USED: IDLE - 60, BEGAN: IDLE})
    client.get("/admin/")
    noted = client.session[USED]
    assert noted > time.time() - 60
    age(client, **{USED: 30})
    noted = client.session[USED]
    client.get("/admin/")
    assert client.session[USED] == noted


def test_a_person_sees_their_sessions_and_ends_the_others(cora):
    here, there = Client(), Client()
    for client in (here, there):
        client.post(LOGIN, {"login": "cora", "password": PASSWORD}, headers={"User-Agent": "A browser"})
    page = here.get("/account/sessions/").text
    assert page.count("A browser") + page.count("127.0.0.1") >= 2
    age_of_password(here, 10 * 60)
    asked = here.post("/account/sessions/")
    assert asked["Location"].startswith("/account/confirm/")
    assert there.get("/admin/").status_code == 200
    here.post(asked["Location"], {"password": PASSWORD})
    assert here.get("/admin/").status_code == 200
    assert there.get("/admin/").status_code == 302


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_session_outlives_a_new_secret_key_where_the_earlier_one_is_still_known(cora, settings, is_kept):
    client = Client()
    client.post(LOGIN, {"login": "cora", "password": PASSWORD})
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY] if is_kept else []
    settings.SECRET_KEY = "the key of the next year, which is as long as it has to be"
    assert (client.get("/admin/").status_code == 200) is is_kept


def test_all_sessions_of_one_person_end(cora):
    client = Client()
    client.post(LOGIN, {"login": "cora", "password": PASSWORD})
    assert end_sessions(cora) == 1
    assert client.get("/admin/").status_code == 302


def test_a_password_given_again_renews_the_key_of_the_session_which_stays_listed(cora):
    client = Client()
    client.post(LOGIN, {"login": "cora", "password": PASSWORD})
    stolen = client.session.session_key
    client.post("/account/confirm/", {"password": PASSWORD})
    renewed = client.session.session_key
    assert renewed != stolen
    assert list(UserSession.objects.filter(user=cora).values_list("session_key", flat=True)) == [renewed]
    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert thief.get("/admin/").status_code == 302
    assert client.get("/admin/").status_code == 200


def test_with_a_log_out_the_browser_forgets_what_it_keeps(cora):
    client = logged_in(cora)
    assert not client.get("/admin/").has_header("Clear-Site-Data")
    assert client.post("/admin/logout/")["Clear-Site-Data"] == '"cache", "storage"'
    assert not client.get("/account/login/").has_header("Clear-Site-Data")
