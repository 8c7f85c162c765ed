"""Nothing can be sent to a page that is only read."""

import pytest

from tests.markup import folded

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace", "options"])
@pytest.mark.parametrize("path", ["/", "/topics/", "/claims/scale/", "/search/", "/feeds/", "/sources/a.txt"])
def test_nothing_can_be_sent_to_a_page(client, method, path):
    response = getattr(client, method)(path)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("method", ["put", "trace", "delete"])
def test_the_admin_takes_forms_and_nothing_else(admin_client, method):
    response = getattr(admin_client, method)("/admin/")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")
    assert "Nothing can be sent to this address" in folded(response.text)


def test_the_api_says_its_methods_itself(client):
    response = client.post("/api/v1/topics/")
    assert (response.status_code, response["Content-Type"]) == (405, "application/problem+json")
