"""What is queued is left as the edit ends: a row for each document under one revision, or one row for everything."""

import pytest

from explorer.changes import outbox
from explorer.changes.outbox import MANY, Queue
from explorer.models import Revision
from explorer.search_engine.types import DocumentKey, DocumentType

pytestmark = pytest.mark.django_db


def leave(*keys):
    queue = Queue()
    queue.add(keys)
    queue.write_outbox()


def test_every_document_is_left_under_the_revision_that_was_reached(queued):
    before = Revision.objects.first_or_current()
    leave(DocumentKey(DocumentType.CLAIM, "enough"), DocumentKey(DocumentType.PASSAGE, "talk-1"))
    assert queued() == {"claim enough", "passage talk-1"}
    assert Revision.objects.current() == before + 1


def test_without_documents_something_is_left_that_no_search_finds(queued):
    leave()
    assert queued() == {"nothing"}


def test_so_many_documents_at_once_are_left_as_everything(queued):
    keys = [DocumentKey(DocumentType.CLAIM, f"claim-{number}") for number in range(MANY)]
    leave(*keys[1:])
    assert len(queued()) == MANY - 1
    leave(*keys)
    assert queued() == {"everything"}


def test_everything_stays_everything_whatever_is_added(queued):
    queue = Queue()
    queue.add_everything()
    queue.add([DocumentKey(DocumentType.CLAIM, "enough")])
    queue.write_outbox()
    assert queued() == {"everything"}


def test_a_queue_that_only_locked_leaves_nothing(queued):
    before = Revision.objects.first_or_current()
    queue = Queue()
    queue.lock()
    queue.write_outbox()
    assert queued() == set()
    assert Revision.objects.current() == before


def test_a_queue_costs_three_queries_however_much_is_added(queued, django_assert_num_queries):
    Revision.objects.first_or_current()
    queue = Queue()
    with django_assert_num_queries(3):
        for number in range(5):
            queue.add([DocumentKey(DocumentType.CLAIM, f"claim-{number}")])
        queue.write_outbox()


def test_a_listener_that_is_named_twice_is_called_once_after_the_commit(
    queued, monkeypatch, django_capture_on_commit_callbacks
):
    heard = []
    monkeypatch.setattr(outbox, "LISTENERS", [])

    def listener():
        heard.append(queued())

    for _ in range(2):
        outbox.call_when_committed(listener)
    with django_capture_on_commit_callbacks(execute=True):
        leave()
        assert heard == []
    assert heard == [{"nothing"}]
