"""In which form an answer is sent, and that OPTIONS answers in JSON everywhere."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/api/v1/topics/", "/api/v1/export/", "/api/v1/export/corpus.zip", "/topics.csv", "/api/docs/"]
)
def test_options_names_what_is_allowed(client, address):
    response = client.options(address)
    assert response.status_code == 200
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Content-Type"] == "application/json"


def test_only_json_is_spoken(client):
    assert client.get("/api/v1/topics/", headers={"accept": "text/html"}).status_code == 406
    browser = "text/html,application/xhtml+xml,*/*;q=0.8"
    response = client.get("/api/v1/topics/", headers={"accept": browser})
    assert response["Content-Type"] == "application/json"
