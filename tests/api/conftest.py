"""A client of the API, and the shipped site for clients that are not the tests' own."""

from collections.abc import Callable, Iterator
from io import BytesIO
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections

from explorer.corpus.load import load_corpus
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
        # A server that closes a connection with something unread on it resets it, and the answer is lost.
        environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
        return application(environ, start_response)

    yield answer
    connection.dec_thread_sharing()


class Quiet(WSGIRequestHandler):
    """Answers without a line for each request."""

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def address(site: Any, settings: Any) -> Iterator[str]:
    """Serve the shipped site and return its address."""
    with make_server("127.0.0.1", 0, site, handler_class=Quiet) as server:
        Thread(target=server.serve_forever).start()
        settings.PUBLIC_URL = f"http://127.0.0.1:{server.server_port}"
        yield settings.PUBLIC_URL
        server.shutdown()
