"""Answers with only the fields that were asked for."""

import pytest

pytestmark = pytest.mark.django_db


def test_fields_are_those_asked_for(get, claim):
    [first, *_] = get("claims/", fields="slug,speaker")["results"]
    assert set(first) == {"slug", "speaker"}
    assert get("claims/one/", fields="slug") == {"slug": "one"}
    stance = get("stances/", fields="position")["results"]
    assert stance == [{"position": -2}, {"position": 1}]


@pytest.mark.parametrize("fields", ["", "nothing", "slug,__class__"])
def test_fields_that_do_not_exist_are_refused(get, claim, fields):
    assert get("claims/", status=400, fields=fields)["errors"][0]["parameter"] == "fields"
