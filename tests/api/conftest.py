"""A client of the API, and the shipped site for clients that are not the tests' own."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections

from explorer.services.loading import load_corpus
from tests.indexes import index_everything


@pytest.fixture
def get(client) -> Callable[..., Any]:
    """Get an address below ``/api/v1/`` and return its JSON, which must come with the status expected."""

    def get(path: str, *, status: int = 200, **query: object) -> Any:
        response = client.get(f"/api/v1/{path}", query)
        assert response.status_code == status, response.text
        kind = "application/json" if status == 200 else "application/problem+json"
        assert response["Content-Type"] == kind
        return response.json()

    return get


@pytest.fixture
def site(db: None, kept_connection: None, settings: Any) -> Iterator[Any]:
    """Return the shipped site as WSGI: nobody is counted, and other threads see what the test's own sees."""
    settings.API_RATE = "off"
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
    load_corpus(settings.BASE_DIR / "fixtures")
    index_everything()
    application, connection = get_wsgi_application(), connections["default"]
    connection.inc_thread_sharing()

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        connections["default"] = connection
        environ.pop("HTTP_ACCEPT_ENCODING", None)  # not all of these clients decompress
        return application(environ, start_response)

    yield answer
    connection.dec_thread_sharing()
