"""An addition that a program names is made once, however often it is sent."""

import datetime
import sqlite3
import threading

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from explorer.models import Claim, KeptRequest, Stance
from tests import factories as make
from tests.people import person
from tests.programs import program

pytestmark = pytest.mark.django_db
NAME = {"idempotency_key": "8e03978e-40d5-43dd-bc93-6894a57f9324"}


def test_what_is_sent_again_is_answered_as_before_and_adds_nothing(cora, said):
    first, second = (cora.post("claims/", said(), **NAME) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert [first[name] for name in ("Location", "ETag")] == [second[name] for name in ("Location", "ETag")]
    assert Claim.objects.count() == 1


def test_every_kind_of_record_is_added_once(cora, coded):
    stances = [cora.post("stances/", coded, **NAME) for _ in range(2)]
    assert {answer.status_code for answer in stances} == {201}
    assert Stance.objects.count() == 1


def test_another_body_under_the_same_name_is_refused(cora, said):
    cora.post("claims/", said(), **NAME)
    refused = cora.post("claims/", said(statement="Something else."), **NAME)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["parameter"] == "Idempotency-Key"
    assert Claim.objects.count() == 1


def test_what_was_refused_may_be_sent_better_under_its_name(cora, said):
    assert cora.post("claims/", said(statement=""), **NAME).status_code == 422
    assert cora.post("claims/", said(), **NAME).status_code == 201


def test_two_tokens_may_give_the_same_name(cora, said):
    cora.post("claims/", said(), **NAME)
    other = program(person("cleo", "Curator"))
    assert other.post("claims/", said(statement="Something else."), **NAME).status_code == 201


def test_a_name_is_free_again_after_a_day(cora, said):
    cora.post("claims/", said(), **NAME)
    KeptRequest.objects.update(sent_at=timezone.now() - datetime.timedelta(days=2))
    assert cora.post("claims/", said(statement="Something else."), **NAME).status_code == 201
    assert KeptRequest.objects.count() == 1


@pytest.mark.parametrize("name", ["", "a b", "a" * 256, "é", 'a"b'])
def test_a_name_that_cannot_be_is_refused(cora, said, name):
    refused = cora.post("claims/", said(), idempotency_key=name)
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (422, "Idempotency-Key")


def test_an_equal_claim_is_refused_with_its_address(cora, said):
    first = cora.post("claims/", said())
    second = cora.post("claims/", said())
    assert (second.status_code, second["Content-Type"]) == (409, "application/problem+json")
    assert first["Location"].endswith(second["Location"])
    assert second["Location"] in second.json()["detail"]


@pytest.mark.django_db(transaction=True)
def test_eight_equal_additions_at_once_make_one_claim(cora, said):
    if connection.vendor == "sqlite":
        pytest.skip("the threads of a test share its SQLite database: asked of PostgreSQL")
    body, answers = said(), []

    def send():
        try:
            answers.append(cora.post("claims/", body).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [201, *[409] * 7]
    assert Claim.objects.count() == 1


def test_a_program_reads_on_where_the_use_of_its_token_cannot_be_written_down(cora, monkeypatch, caplog):
    make.make_claim()
    monkeypatch.setattr("explorer.models.Token.record_use", refuse_for_want_of_room)
    assert cora.get("claims/").status_code == 200
    assert "not written down" in caplog.text


def refuse_for_want_of_room(_):
    cause = sqlite3.OperationalError("database or disk is full")
    cause.sqlite_errorcode = sqlite3.SQLITE_FULL
    raise OperationalError("database or disk is full") from cause
