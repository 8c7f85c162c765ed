"""Recovery codes are shown once, kept as hashes, and open an account once each."""

import re
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import connection
from django.test import Client

from tests.accounts.conftest import LOGIN, PASSWORD, make_code

pytestmark = pytest.mark.django_db

SHOWN = "/account/second-factor/recovery/"
NEW = "/account/second-factor/recovery/new/"
EARLIER = ("86843845", "98316868", "50227964")
"""The first, the second and the last code that allauth 65.22 makes of the seed of the test."""

CODE = re.compile("<code>([0-9a-z]{6}(?:-[0-9a-z]{6}){3})</code>")
migration = import_module("explorer.migrations.0031_recovery_code_digests")


@pytest.fixture
def shown(cora, clock):
    """Return the browser of somebody who has just set up their second factor, and the page that they come to."""
    client = Client()
    client.post(LOGIN, {"login": "cora", "password": PASSWORD})
    secret = re.search("<code>([A-Z2-7]{32})</code>", client.get("/account/second-factor/begin/").text)[1]
    answer = client.post("/account/second-factor/begin/", {"code": make_code(secret)}, follow=True)
    return client, answer


def opens(code):
    """Return whether a code, after the password, opens the account."""
    client = Client()
    client.post(LOGIN, {"login": "cora", "password": PASSWORD})
    client.post("/account/second-factor/code/", {"code": code})
    return "_auth_user_id" in client.session


def test_ten_are_shown_once_and_nothing_that_is_kept_has_them(shown):
    client, answer = shown
    codes = CODE.findall(answer.text)
    assert len(set(codes)) == 10
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    again = client.get(SHOWN)
    assert CODE.findall(again.text) == []
    assert "cannot be shown again" in again.text
    with connection.cursor() as cursor:
        for table in ("mfa_authenticator", "django_session"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  # a name of ours
            kept = str(cursor.fetchall())
            assert not [code for code in codes if code in kept or code.replace("-", "") in kept]
    assert set(Authenticator.objects.get(type="recovery_codes").data) == {"digests", "viewed_at"}


def test_each_opens_the_account_once_however_it_is_typed(shown):
    first, second, *_ = CODE.findall(shown[1].text)
    assert [opens(first), opens(first)] == [True, False]
    sloppy = second.upper().replace("-", " ").replace("0", "O").replace("1", "l")
    assert [opens(sloppy), opens(second)] == [True, False]
    assert not opens("0" * 24)
    assert "8 recovery codes left" in shown[0].get("/account/second-factor/").text


def test_new_ones_end_those_that_are_left(shown):
    client, answer = shown
    assert "The 10 that you have left end" in client.get(NEW).text
    made = CODE.findall(client.post(NEW, follow=True).text)
    assert len(set(made)) == 10
    assert not opens(CODE.findall(answer.text)[0])
    assert opens(made[0])


def test_two_who_send_the_same_code_at_once_come_in_once(shown):
    code = CODE.findall(shown[1].text)[0]
    slow, fast = [Authenticator.objects.get(type="recovery_codes").wrap() for _ in range(2)]
    assert fast.validate_code(code)
    assert not slow.validate_code(code)


def test_codes_of_a_seed_go_on_and_the_seed_is_gone(shown):
    kept = Authenticator.objects.get(type="recovery_codes")
    kept.data = {"seed": "2b" * 40, "used_mask": 0b10, "viewed_at": 1.0}
    kept.save()
    migration.hash_codes(apps, None)
    kept.refresh_from_db()
    assert (set(kept.data), len(kept.data["digests"])) == ({"digests", "viewed_at"}, 9)
    first, used, last = EARLIER
    assert [opens(first), opens(first), opens(used), opens(last)] == [True, False, False, True]
