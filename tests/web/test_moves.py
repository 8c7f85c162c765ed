"""A redirect keeps the kind of address and its query."""

import pytest
from django.test import RequestFactory
from django.urls import resolve

from explorer.web.moves import redirect_to_slug


def request(path):
    asked = RequestFactory().get(path)
    asked.resolver_match = resolve(asked.path)
    return asked


@pytest.mark.parametrize(
    ("path", "moved"),
    [
        ("/claims/then/", "/claims/now/"),
        ("/claims/then.json?fields=slug", "/claims/now.json?fields=slug"),
        ("/claims/then.jsonld", "/claims/now.jsonld"),
        ("/api/v1/claims/then/?fields=slug", "/api/v1/claims/now/?fields=slug"),
    ],
)
def test_the_same_address_of_another_slug(path, moved):
    answer = redirect_to_slug(request(path), "now")
    assert (answer.status_code, answer["Location"]) == (301, moved)


def test_a_request_without_a_view_is_no_address():
    with pytest.raises(ValueError, match="a view answers"):
        redirect_to_slug(RequestFactory().get("/claims/then/"), "now")
