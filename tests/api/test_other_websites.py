"""Scripts of any website read the API, without anybody's credentials, and nothing else."""

import pytest

pytestmark = pytest.mark.django_db


def test_any_website_may_read_without_credentials(client):
    response = client.get("/api/v1/topics/", headers={"origin": "https://elsewhere.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.has_header("Access-Control-Allow-Credentials")
    assert {"etag", "retry-after"} <= set(response["Access-Control-Expose-Headers"].lower().split(", "))
    asked = {"origin": "https://elsewhere.example", "access-control-request-method": "GET"}
    allowed = client.options("/api/v1/topics/", headers=asked)["Access-Control-Allow-Methods"]
    assert set(allowed.split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("address", ["/", "/admin/login/"])
def test_pages_are_not_for_other_websites(client, address):
    response = client.get(address, headers={"origin": "https://elsewhere.example"})
    assert not response.has_header("Access-Control-Allow-Origin")
