"""A test's own index with a small corpus; background work runs at once or not at all."""

import pytest

from explorer.changes.edit import open_edit
from explorer.models import Change, Revision
from explorer.search import indexing
from explorer.search.backend import backend
from explorer.search.indexing import maintenance
from tests import factories as make


@pytest.fixture
def index(settings, tmp_path):
    """Return the index in memory, with the test's own lock."""
    settings.DATA_DIR = tmp_path
    return backend()


@pytest.fixture
def begun(monkeypatch):
    """Return the list of background work that was started, none of which runs."""
    work = []
    monkeypatch.setattr(maintenance, "in_background", work.append)
    return work


@pytest.fixture
def corpus(index, begun):
    """Return a claim in a corpus that the index has."""
    with open_edit():
        ada = make.SpeakerFactory(slug="ada", name="Ada Lovelace")
        topic = make.TopicFactory(slug="scaling", question="Is scale enough?")
        episode = make.make_episode(guest=ada, slug="talk", passages=2)
        claim = make.make_claim(speaker=ada, topic=topic, episode=episode, slug="enough", statement="It is enough.")
    indexing.rebuild()
    return claim


def held(index):
    """Return the documents of the index in memory."""
    return {key: entry.document for key, entry in index._contents.entries.items()}


def is_true(index):
    """Return whether the index equals the database and no change waits."""
    wanted = {document.key: document for document in indexing.build_all_documents()}
    return (
        held(index) == wanted and index.status().revision == Revision.objects.current() and not Change.objects.exists()
    )
