"""Hundreds of requests made up of what the admin's own forms send and of what nobody should send: none is a 500."""

import re
from collections import Counter
from urllib.parse import quote, urlencode

import pytest
from django.contrib import admin
from django.urls import get_resolver

from explorer.changes.edit import open_edit
from tests import factories as make
from tests.effort import dice, often

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

EACH = 5
"""How many requests are made up for each address and method, at an effort of one."""

HOSTILE = [
    *("None", "null", "abc", "9" * 23, "9" * 30, "-1", "0", "1.5", "1e9", "1,2", "²", "１", "", " ", "[]", "%", "'"),
    *("\x00", "a\x00b", "a" * 5000, "é" * 300, '"><script>', "../../etc", "1' OR '1'='1", "2020-13-45", "9999-12-31"),
]
ASKED = [
    *("q", "p", "o", "all", "e", "_to_field", "_popup", "_changelist_filters"),
    *("term", "page", "claim", "passage", "next"),
]
LEADS_OUT = re.compile(r"logout|password|2fa|mfa|jsi18n|\(\?P")


@pytest.fixture
@open_edit()
def rows():
    """Return the keys and slugs of a record of each kind, with everything that its forms show."""
    claim = make.make_claim()
    claim.episode.labels.create(label="A", speaker=claim.speaker)
    make.make_stance()
    for name in ("Contrast", "Relation", "Synonym", "Erratum"):
        getattr(make, f"{name}Factory")()
    stored = {model: model._base_manager.first() for model in admin.site._registry}
    return {
        str(getattr(row, name))
        for row in stored.values()
        for name in ("pk", "slug")
        if row is not None and hasattr(row, name)
    }


def walk(patterns, prefix=""):
    """Yield the route of every address below some patterns."""
    for pattern in patterns:
        route = f"{prefix}{pattern.pattern}"
        yield from walk(pattern.url_patterns, route) if hasattr(pattern, "url_patterns") else [route]


def read_form(text):
    """Return the names of the fields of a page's forms, with their values where these stand beside them."""
    tags = re.findall(r"<(?:input|select|textarea)\b[^>]*>", text)
    pairs = [(re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)) for tag in tags]
    return {name[1]: value[1] if value else "" for name, value in pairs if name}


def test_whatever_is_sent_to_the_admin_is_answered(admin_client, rows, settings):
    settings.API_RATE = "off"
    admin_client.raise_request_exception = False
    die, seen, faults = dice("the admin"), Counter(), []
    values = [*HOSTILE, *sorted(rows)]

    def ask(method, address, data=None):
        response = getattr(admin_client, method)(address, data or {})
        seen[response.status_code] += 1
        if response.status_code >= 500:
            faults.append((method, address[:200], {name: value[:40] for name, value in (data or {}).items()}))
        return response

    routes = [route for route in walk(get_resolver().url_patterns) if route.startswith("admin/")]
    for route in sorted(route for route in set(routes) if not LEADS_OUT.search(route)):
        fields = [field.name for field in find_fields(route)]
        for _ in range(often(EACH)):
            address = "/" + re.sub(r"<[^>]+>", lambda _: quote(die.choice(values), safe=""), route)
            asked = {die.choice([*ASKED, *fields]): die.choice(values) for _ in range(die.randrange(3))}
            page = ask("get", f"{address}?{urlencode(asked)}")
            form = read_form(page.text) if page.status_code == 200 and not page.streaming else {}
            wrong = die.sample(sorted(form), min(len(form), die.randrange(1, 4))) + die.sample(ASKED, 1)
            ask("post", address, {**form, **{name: die.choice(values) for name in wrong}})
    assert not faults
    assert {200, 302, 400, 404} <= set(seen), seen
    assert sum(seen.values()) > 500 * min(1, often(EACH) / EACH)


def find_fields(route):
    """Return the fields of the model that a route is about, none where it is about none."""
    for model in admin.site._registry:
        if f"/{model._meta.app_label}/{model._meta.model_name}/" in route:
            return model._meta.concrete_fields
    return []
