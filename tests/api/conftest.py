"""A client of the API, and the shipped site for external clients."""

import datetime
from collections.abc import Callable, Iterator
from io import BytesIO
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
import yaml
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Grade
from explorer.corpus.load import load_corpus
from tests import factories as make
from tests.indexes import index_everything
from tests.people import person
from tests.programs import program

COMMITTED = settings.BASE_DIR / "docs" / "openapi.yaml"

NOUNS = [
    "series",
    "episodes",
    "speakers",
    "topics",
    "claims",
    "stances",
    "sources",
    "passages",
    "relations",
    "contrasts",
]


@pytest.fixture
def get(client) -> Callable[..., Any]:
    """Get an address below ``/api/v1/``, check its status and return its JSON."""

    def get(path: str, *, status: int = 200, **query: object) -> Any:
        response = client.get(f"/api/v1/{path}", query)
        assert response.status_code == status, response.text
        kind = "application/json" if status == 200 else "application/problem+json"
        assert response["Content-Type"] == kind
        return response.json()

    return get


@pytest.fixture
def site(db: None, kept_connection: None, settings: Any) -> Iterator[Any]:
    """Return the shipped site as WSGI, without throttling; other threads see the test's own transaction."""
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
    """A request handler that prints no line for each request."""

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


@pytest.fixture
def cora():
    return program(person("cora", "Curator"))


@pytest.fixture
def rex():
    return program(person("rex", "Reviewer"))


@pytest.fixture
@open_edit()
def claim():
    speaker = make.SpeakerFactory(slug="ada", name="Ada")
    topic, other = make.TopicFactory(slug="scaling"), make.TopicFactory(slug="body")
    episode = make.make_episode(guest=speaker, slug="talk")
    stance = make.make_stance(-2, speaker=speaker, topic=topic, episode=episode)
    make.make_stance(1, speaker=speaker, topic=other, episode=stance.episode)
    return make.make_claim(slug="one", speaker=speaker, topic=topic, episode=stance.episode)


@pytest.fixture
@open_edit()
def topics():
    day = datetime.date(2020, 1, 1)
    return [make.TopicFactory(slug=slug, second_pole="Yes", added=day) for slug in ("scaling", "agi")]


@pytest.fixture
@open_edit()
def ada(topics):
    speaker = make.SpeakerFactory(slug="ada")
    make.make_stance(2, speaker=speaker, topic=topics[0], claims=2)
    make.make_stance(-1, speaker=speaker, topic=topics[1], grade=Grade.SUMMARY)
    return speaker


@pytest.fixture
@open_edit()
def zebras(settings):
    settings.PUBLIC_URL = "https://debates.example.org"
    ada = make.SpeakerFactory(slug="ada", name="Ada Guest")
    topic = make.TopicFactory(slug="stripes", question="Do stripes matter?")
    episode = make.make_episode(guest=ada, slug="talk", title="A talk")
    make.make_claim(
        speaker=ada,
        topic=topic,
        episode=episode,
        slug="ada-zebra",
        statement="A zebra is a horse.",
        words="My zebra is a horse.",
    )
    source = make.SourceFactory(text="Nobody saw the zebra.", episode=episode)
    make.PassageFactory(source=source, slug="sum-1", section="Zebras")
    index_everything()


@pytest.fixture(scope="module")
def described():
    """Return the committed description of the API."""
    return read_yaml(COMMITTED.read_text())


def read_yaml(text: str) -> Any:
    """Read YAML with the library's C parser, which takes a tenth of the time."""
    return yaml.load(text, Loader=yaml.CSafeLoader)
