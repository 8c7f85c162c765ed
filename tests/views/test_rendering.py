import pytest
from django.test import RequestFactory

from explorer.views.rendering import wants_fragment


@pytest.mark.parametrize(
    ("headers", "fragment"),
    [
        ({}, False),
        ({"HX-Request": "true"}, True),
        ({"HX-Request": "true", "HX-Boosted": "true"}, False),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
        ({"HX-Boosted": "true"}, False),
    ],
)
def test_only_a_plain_htmx_request_wants_the_fragment(headers, fragment):
    assert wants_fragment(RequestFactory().get("/", headers=headers)) is fragment
