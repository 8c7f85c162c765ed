"""The door of the desk: who comes in, who is led on, who is refused."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import get_resolver

from tests.accounts.conftest import LOGIN, PASSWORD
from tests.people import logged_in

pytestmark = pytest.mark.django_db


def log_in(client, name="cora", password=PASSWORD, **options):
    return client.post(f"{LOGIN}?next=/admin/", {"login": name, "password": password}, **options)


def test_a_stranger_is_led_to_the_log_in_and_from_there_to_what_they_asked_for(cora):
    client = Client()
    answer = client.get("/admin/explorer/claim/", follow=True)
    assert answer.redirect_chain[-1][0] == "/account/login/?next=%2Fadmin%2Fexplorer%2Fclaim%2F"
    assert 'name="login"' in answer.text
    answer = client.post(answer.redirect_chain[-1][0], {"login": "cora", "password": PASSWORD})
    assert answer.url == "/admin/explorer/claim/"
    assert client.get(answer.url).status_code == 200


def test_each_form_on_the_way_in_carries_its_token(cora, enrolled):
    client = Client(enforce_csrf_checks=True)

    def send(address, **fields):
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(address).text)[1]
        return client.post(address, {**fields, "csrfmiddlewaretoken": token})

    assert send("/account/password/lost/", email="cora@example.org").status_code == 302
    assert send(LOGIN, login="cora", password=PASSWORD).url.startswith("/account/second-factor/code/")
    assert send("/account/second-factor/code/", code=enrolled[1]()).url == "/admin/"
    for address in ("/account/confirm/", "/account/second-factor/confirm/", "/account/second-factor/recovery/new/"):
        assert 'name="csrfmiddlewaretoken"' in client.get(address).text, address
    assert send("/account/password/", oldpassword="x").status_code == 200


def test_nobody_signs_up_by_themselves():
    known = {str(pattern.pattern) for pattern in get_resolver("explorer.accounts.urls").url_patterns}
    assert not any("signup" in address for address in known)
    assert Client().get("/account/signup/").status_code == 404


def test_with_a_second_factor_asked_for_nobody_sees_the_desk_without_one(cora, settings):
    settings.SECOND_FACTOR = True
    client = logged_in(cora)
    for address in ("/admin/", "/admin/corpus/", "/admin/explorer/claim/", "/admin/explorer/token/add/"):
        answer = client.get(address, follow=True)
        assert answer.redirect_chain[-1][0].startswith("/account/second-factor/begin/"), address
    assert "Set up your second factor" in answer.text


def test_somebody_enrols_at_the_next_log_in_and_is_asked_for_a_code_at_the_one_after(cora, settings, enrolled):
    settings.SECOND_FACTOR = True
    _, code = enrolled
    client = Client()
    assert log_in(client).url.startswith("/account/second-factor/code/")
    assert client.get("/admin/").status_code == 302, "a password alone opens nothing"
    wrong = client.post("/account/second-factor/code/", {"code": "000000"})
    assert wrong.status_code == 200
    assert client.get("/admin/").status_code == 302
    client.post("/account/second-factor/code/", {"code": code()})
    assert client.get("/admin/").status_code == 200


def test_who_is_no_curator_is_refused_by_name_and_not_asked_again(cora):
    User.objects.filter(pk=cora.pk).update(is_staff=False)
    client = Client()
    client.force_login(User.objects.get(pk=cora.pk))
    assert client.get("/admin/", follow=True).status_code == 403


def test_an_address_elsewhere_is_not_where_a_log_in_leads(cora):
    client = Client()
    answer = client.post(f"{LOGIN}?next=https://evil.example/", {"login": "cora", "password": PASSWORD})
    assert answer.url == "/admin/"
    assert client.get("/admin/login/?next=https://evil.example/").url == "/admin/"


def test_nobody_looks_at_another_person_s_secrets():
    assert not {"account", "mfa", "usersessions"} & {model._meta.app_label for model in admin.site._registry}
