"""Page or fragment: htmx's headers decide, and a cache keeps the two apart."""

import pytest
from django.test import RequestFactory

from explorer.web.htmx import is_visit, render_page_or_partial, wants_fragment


def request(**headers):
    return RequestFactory().get("/", headers={name.replace("_", "-"): value for name, value in headers.items()})


@pytest.mark.parametrize(
    ("headers", "fragment"),
    [
        ({}, False),
        ({"HX_Request": "true"}, True),
        ({"HX_Request": "true", "HX_Boosted": "true"}, False),
        ({"HX_Request": "true", "HX_History_Restore_Request": "true"}, False),
        ({"HX_Boosted": "true"}, False),
    ],
)
def test_only_a_plain_htmx_request_wants_the_fragment(headers, fragment):
    asked = request(**headers)
    assert wants_fragment(asked) is fragment
    answer = render_page_or_partial(asked, "base.html", {}, partial="part")
    assert answer.template_name == ("base.html#part" if fragment else "base.html")
    assert answer.context_data == {"is_fragment": fragment}
    assert answer["Vary"] == "HX-Request, HX-Boosted, HX-History-Restore-Request"


@pytest.mark.parametrize("headers", [{"HX_Request": "true"}, {"HX_Request": "true", "HX_Boosted": "true"}])
def test_what_htmx_loads_is_no_visit_of_the_browser(headers):
    assert is_visit(request())
    assert not is_visit(request(**headers))
