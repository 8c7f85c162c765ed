"""Tries at passwords are counted by account and by address."""

import pytest
from django.test import Client

from tests.accounts.conftest import LOGIN, PASSWORD
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def enter():
    """Return a function that logs somebody in, and returns their browser."""

    def come(name, password):
        client = Client()
        client.post(LOGIN, {"login": name, "password": password}, REMOTE_ADDR="192.0.2.1")
        assert "_auth_user_id" in client.session
        return client

    return come


def attempt(password, *, name="cora", address="203.0.113.1"):
    client = Client()
    client.post(LOGIN, {"login": name, "password": password}, REMOTE_ADDR=address)
    return "_auth_user_id" in client.session


def test_after_five_wrong_passwords_the_right_one_does_not_open_the_account_from_anywhere(cora):
    for number in range(5):
        assert not attempt("wrong", address=f"203.0.113.{number}")
    assert not attempt(PASSWORD, address="198.51.100.9")


def test_an_address_that_fails_for_many_accounts_is_shut_out_and_others_are_not(cora):
    for number in range(10):
        assert not attempt("wrong", name=f"nobody-{number}")
    assert not attempt(PASSWORD)
    assert attempt(PASSWORD, address="198.51.100.9")


def test_right_passwords_are_not_counted(cora):
    assert all(attempt(PASSWORD) for _ in range(8))


@pytest.mark.slow  # a sweep
def test_a_stranger_who_goes_on_failing_keeps_nobody_out_who_comes_from_their_own_device(cora, enter):
    device = enter("cora", PASSWORD)
    for number in range(6):
        assert not attempt("wrong", address=f"203.0.113.{number}")
    assert not attempt(PASSWORD, address="198.51.100.9")
    device.post("/admin/logout/")
    device.post(LOGIN, {"login": "Cora", "password": PASSWORD})
    assert "_auth_user_id" not in device.session  # names of accounts have their letter case
    device.post(LOGIN, {"login": "cora", "password": PASSWORD})
    assert "_auth_user_id" in device.session


def test_a_known_device_has_five_tries_too_and_is_known_for_its_own_account_alone(cora, enter):
    person("dora", "Curator")
    device = enter("cora", PASSWORD)
    device.post("/admin/logout/")
    for number in range(6):
        device.post(LOGIN, {"login": "cora", "password": "wrong"}, REMOTE_ADDR=f"203.0.113.{number}")
        assert not attempt("wrong", name="dora", address=f"203.0.113.{number}")
    for name in ("cora", "dora"):
        device.post(LOGIN, {"login": name, "password": PASSWORD}, REMOTE_ADDR="198.51.100.9")
        assert "_auth_user_id" not in device.session


def test_a_device_s_cookie_tells_no_name_and_is_made_once(cora, enter):
    device = enter("cora", PASSWORD)
    cookie = device.cookies["device"]
    assert "cora" not in cookie.value
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/")
    assert "device" not in device.get("/admin/").cookies


def test_a_forged_cookie_is_none(cora, enter):
    device = enter("cora", PASSWORD)
    digest = device.cookies["device"].value.partition(".")[0]
    device.post("/admin/logout/")
    for number in range(5):
        attempt("wrong", address=f"203.0.113.{number}")
    device.cookies["device"] = f"{digest}.made-up:1wRxyz:forged"
    device.post(LOGIN, {"login": "cora", "password": PASSWORD}, REMOTE_ADDR="198.51.100.9")
    assert "_auth_user_id" not in device.session
