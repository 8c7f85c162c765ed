"""What is written down of who comes in: who, from where, what, and never a secret."""

import logging

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from explorer.curation.tokens import issue_token
from tests.accounts.conftest import LOGIN, PASSWORD
from tests.people import group, logged_in, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def events(caplog):
    caplog.set_level(logging.INFO)
    return lambda: [record.facts for record in caplog.records if record.name == "explorer.events"]


def test_log_ins_and_failures_are_written_down_without_passwords(cora, events, caplog):
    client = Client()
    client.post(LOGIN, {"login": "cora", "password": "not-her-password"}, REMOTE_ADDR="203.0.113.5")
    client.post(LOGIN, {"login": PASSWORD, "password": "x"})
    client.post(LOGIN, {"login": "cora", "password": PASSWORD}, REMOTE_ADDR="203.0.113.5")
    client.post("/admin/logout/")
    told = [(event["event"], event.get("account", event.get("by")), event["address"]) for event in events()]
    assert told == [
        ("login failed", "cora", "203.0.113.5"),
        ("login failed", "unknown", "127.0.0.1"),
        ("login", "cora", "203.0.113.5"),
        ("logout", "cora", "127.0.0.1"),
    ]
    assert not any(secret in str(events()) for secret in (PASSWORD, "not-her-password"))


def test_a_wrong_code_is_written_down(enrolled, events):
    client = Client()
    client.post(LOGIN, {"login": "cora", "password": PASSWORD})
    client.post("/account/second-factor/code/", {"code": "000000"})
    assert [event["event"] for event in events()] == ["second factor failed"]


def test_rights_and_tokens_are_written_down_without_the_token_s_words(cora, events):
    edna = person("edna", "Editor")
    joined = {"date_joined_0": "2024-01-01", "date_joined_1": "00:00:00"}
    data = {"username": "cora", "is_active": "on", "is_staff": "on", "groups": [group("Reviewer").pk], **joined}
    logged_in(edna).post(reverse("admin:auth_user_change", args=[cora.pk]), data)
    _, words = issue_token("Notebook", ["read"], days=7, by=edna)
    edna.is_staff = False
    edna.save()
    told = {event["event"]: event for event in events()}
    assert (told["rights"]["by"], told["rights"]["record"], told["rights"]["kind"]) == ("edna", "cora", "user")
    assert (told["token made"]["owner"], told["token ended"]["token"]) == ("edna", "Notebook")
    assert words not in str(events())


def test_each_factor_that_was_given_is_written_down(enrolled, events):
    _, make_code = enrolled
    client = Client()
    client.post(LOGIN, {"login": "cora", "password": PASSWORD})
    client.post("/account/second-factor/code/", {"code": make_code()})
    client.post("/account/confirm/", {"password": PASSWORD})
    told = [(event["event"], event["by"], event.get("kind")) for event in events()]
    assert told == [
        ("second factor given", "cora", "totp"),
        ("login", "cora", None),
        ("password given again", "cora", None),
    ]


def test_what_is_changed_on_the_machine_is_written_down_too(enrolled, events):
    cora, _ = enrolled
    call_command("reset_second_factor", "cora")
    cora.set_password("another-long-password")
    cora.save()
    cora.save()
    assert [(event["event"], event["account"]) for event in events()] == [
        ("second factor reset", "cora"),
        ("password changed", "cora"),
    ]


def test_a_token_that_is_accepted_is_written_down_by_its_name(cora, events):
    _, words = issue_token("Notebook", ["read"], days=7, by=cora)
    Client().get("/api/v1/desk/", headers={"Authorization": f"Bearer {words}"})
    told = [event for event in events() if event["event"] == "token accepted"]
    assert [(event["owner"], event["token"]) for event in told] == [("cora", "Notebook")]
    assert words not in str(events())
