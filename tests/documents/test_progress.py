"""Work that nobody watches goes on unseen; whoever watches it may stop it, and then nothing of it is kept."""

import pytest

from explorer.documents.source_import import import_source
from explorer.models import Source
from explorer.progress import Progress, show_nobody
from tests.documents.conftest import OLD, replace
from tests.snapshots import snapshot

pytestmark = pytest.mark.django_db


def test_nobody_is_shown_anything():
    assert show_nobody(Progress("passages stored", 1, 2)) is None


def test_every_batch_of_a_replacement_is_told(source, monkeypatch):
    monkeypatch.setattr("explorer.documents.source_import.BATCH", 2)
    monkeypatch.setattr("explorer.documents.passage_replacement.BATCH", 2)
    told = []
    replace(source, OLD.replace("Right.", "Wrong."), on_progress=told.append)
    assert told == [
        Progress("passages put in their places", 2, 3),
        Progress("passages put in their places", 3, 3),
        Progress("passages stored", 0, 2),
        Progress("passages stored", 2, 2),
        Progress("passages removed", 2, 2),
    ]


def test_whoever_watches_may_stop_the_work_and_nothing_is_kept(source):
    before = snapshot()

    def stop(step):
        if step.done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        replace(source, OLD.replace("Right.", "Wrong."), on_progress=stop)
    assert snapshot() == before
    assert import_source(OLD.encode(), episode_slug="talk-1").source == Source.objects.get()
