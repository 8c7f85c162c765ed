"""The description of the API as people read it: a page to try it on, and recipes."""

import re

import pytest

SITE = "http://127.0.0.1:8000"

pytestmark = pytest.mark.django_db


def test_the_page_to_try_it_on_stands_on_its_own_files(client):
    page = client.get("/api/docs/")
    assert page.status_code == 200
    assert page["Content-Type"].startswith("text/html")
    addresses = re.findall(r'(?:src|href)="([^#"][^"]*)"', page.text)
    assert addresses
    assert all(address.startswith("/") for address in addresses)
    assert "<style" not in page.text
    assert not re.search(r"<script[^>]*>[^<]", page.text)
    script = client.get("/api/docs/?script=")
    assert script["Content-Type"].startswith("application/javascript")
    assert "/api/schema/" in script.text


def test_a_site_shows_them_with_its_own_address(client, db, settings):
    settings.PUBLIC_URL = "https://debates.example.org"
    page = client.get("/api/recipes/")
    assert page["Content-Type"] == "text/plain; charset=utf-8"
    assert "curl -s 'https://debates.example.org/api/v1/claims/" in page.text
    assert SITE not in page.text
    assert "(/api/recipes/)" in client.get("/api/schema/").text
