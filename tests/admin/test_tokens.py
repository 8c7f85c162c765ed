"""Tokens in the admin: made and shown once, kept as a digest, listed to their owner, revoked."""

import datetime
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from explorer.curation.tokens import issue_token
from explorer.models import Token
from tests.people import logged_in, person

pytestmark = pytest.mark.django_db

ADD = "/admin/explorer/token/add/"
LIST = "/admin/explorer/token/"


@pytest.fixture
def cora():
    return person("cora", "Curator")


def made(user, **fields):
    data = {"name": "Notebook", "scopes": ["read", "draft"], "days": 90}
    return logged_in(user).post(ADD, {**data, **fields})


def test_a_token_is_shown_once_and_only_its_digest_is_kept(cora):
    response = made(cora)
    [words] = re.findall(r">(debate_[0-9a-f]{64})<", response.text)
    assert "no-store" in response["Cache-Control"]
    token = Token.objects.get()
    assert (token.user, token.name, token.scopes) == (cora, "Notebook", ["read", "draft"])
    assert datetime.timedelta(days=89) < token.expiry - timezone.now() < datetime.timedelta(days=91)
    assert words.startswith(token.token_key)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM explorer_token")
        assert words not in str(cursor.fetchall())
    pages = [logged_in(cora).get(address).text for address in (LIST, f"{LIST}{token.pk}/change/", ADD)]
    assert not any(words in page or token.digest in page for page in pages)
    assert "Notebook" in LogEntry.objects.get().object_repr


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "This field is required"),
        ({"scopes": []}, "This field is required"),
        ({"scopes": ["everything"]}, "not one of the available choices"),
        ({"days": 100_000}, "not one of the available choices"),
        ({"days": ""}, "This field is required"),
    ],
)
def test_a_token_without_a_name_a_scope_or_an_end_is_not_made(cora, fields, said):
    assert said in made(cora, **fields).text
    assert not Token.objects.exists()


def test_two_tokens_of_one_person_have_two_names(cora):
    made(cora)
    assert "choose another name" in made(cora).text
    made(person("cleo", "Curator"))
    assert Token.objects.count() == 2


def test_a_person_without_a_role_makes_none():
    assert made(person("nobody")).status_code == 403
    assert not Token.objects.exists()


def test_everybody_sees_their_own_and_who_keeps_the_accounts_sees_all(cora):
    made(cora)
    token = Token.objects.get()
    seen = {"cora": True, "cleo": False, "rex": False, "eddi": True, "root": True}
    people = [cora, person("cleo", "Curator"), person("rex", "Reviewer"), person("eddi", "Editor")]
    for user in [*people, person("root", is_superuser=True)]:
        client = logged_in(user)
        assert ("Notebook" in client.get(LIST).text) == seen[user.username]
        page = client.get(f"{LIST}{token.pk}/change/")
        assert (page.status_code == 200) == seen[user.username]
        assert client.post(f"{LIST}{token.pk}/change/", {"scopes": ["review"]}).status_code in {302, 403}
    token.refresh_from_db()
    assert token.scopes == ["read", "draft"]


@pytest.mark.parametrize(
    ("owner", "revoking", "goes"),
    [
        ("cora", "cora", True),
        ("cora", "eddi", True),
        ("cora", "root", True),
        ("cora", "rex", False),
        ("root", "eddi", False),
    ],
)
def test_a_token_is_revoked_by_its_owner_or_by_who_keeps_the_accounts(cora, owner, revoking, goes):
    people = {"cora": cora, "rex": person("rex", "Reviewer"), "eddi": person("eddi", "Editor")}
    people["root"] = person("root", is_superuser=True)
    token, _ = issue_token("Notebook", ["read"], days=30, by=people[owner])
    client = logged_in(people[revoking])
    client.post(reverse("admin:explorer_token_delete", args=[token.pk]), {"post": "yes"})
    data = {"action": "delete_selected", "_selected_action": token.pk, "post": "yes"}
    client.post(LIST, data)
    assert Token.objects.exists() is not goes


def test_closing_an_account_ends_its_tokens_and_opening_it_brings_none_back(cora):
    made(cora)
    cora.is_active = False
    cora.save()
    assert not Token.objects.exists()
    made(person("cleo", "Curator"))
    User.objects.get(username="cleo").delete()
    assert not Token.objects.exists()
