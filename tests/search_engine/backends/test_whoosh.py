"""The embedded engine keeps the contract, and knows an index that it cannot use from one that it can."""

import gc
import shutil

import pytest
from whoosh.codec.whoosh3 import W3FieldWriter
from whoosh.index import LockError

from explorer.search_engine.backends import whoosh
from explorer.search_engine.backends.base import IndexUnavailable
from explorer.search_engine.backends.whoosh import WhooshBackend, segment
from explorer.search_engine.types import Request, State
from tests.search_engine.backends.conftest import current, refused
from tests.search_engine.backends.test_base import CORPUS, NETS, BackendContract, asking, found, plain, says


class TestWhoosh(BackendContract):
    """Every test of the contract."""

    @pytest.fixture
    def backend(self, tmp_path):
        return WhooshBackend(tmp_path / "index")


def test_another_process_sees_what_was_written(filled, place):
    other = WhooshBackend(place)
    assert found(other, says("network")) == {"walk-1", "credit"}
    filled.update([plain(1, "network")], [NETS.key], 8)
    assert found(other, says("network")) == {"p-1", "credit"}
    filled.replace([NETS], 9)
    assert found(other, says("network")) == {"walk-1"}
    assert other.status().revision == 9


def test_an_index_that_is_opened_while_it_vanishes_is_opened_again(filled, place, monkeypatch):
    other, open_dir = WhooshBackend(place), whoosh.index.open_dir

    def late(directory):
        monkeypatch.setattr(whoosh.index, "open_dir", open_dir)
        filled.replace([NETS], 8)
        return open_dir(directory)

    monkeypatch.setattr(whoosh.index, "open_dir", late)
    assert found(other) == {"walk-1"}


def test_segments_that_did_not_change_are_not_read_again(filled, monkeypatch):
    filled.search(Request())
    opened = []
    monkeypatch.setattr(
        whoosh, "IndexSegment", lambda reader: opened.append(reader.doc_count_all()) or segment.IndexSegment(reader)
    )
    filled.update([plain(1)], [], 8)
    filled.update([plain(2)], [], 9)
    assert filled.search(Request()).total == 5
    assert sum(opened) < 5


@pytest.fixture
def left_open():
    """Collect the files that Whoosh could not read and left open, before another test is blamed for them."""
    yield
    gc.collect()


@pytest.mark.slow  # takes seconds
@pytest.mark.usefixtures("left_open")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("damage", [b"", b"nonsense" * 50])
@pytest.mark.parametrize("kind", ["*.toc", "*.seg"])
def test_broken_files_are_told_and_rebuilt(filled, place, kind, damage):
    for path in current(place).glob(kind):
        path.write_bytes(damage)
    other = WhooshBackend(place)
    assert "rebuild_index" in refused(other, State.CORRUPT)
    other.replace(CORPUS, 8)
    assert other.status().state is State.READY
    assert found(other, says("network")) == {"walk-1", "credit"}


def test_an_index_that_is_lost_under_a_reader_is_told(filled, place):
    filled.search(Request())
    shutil.rmtree(current(place))
    assert "rebuild_index" in refused(filled, State.CORRUPT)


def test_a_commit_that_fails_leaves_no_lock(filled, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(W3FieldWriter, "start_field", lambda *_: 1 / 0)
        with pytest.raises(IndexUnavailable, match="ZeroDivisionError"):
            filled.update([plain(1)], [], 8)
    assert filled.status().revision == 7
    filled.update([plain(1)], [], 9)
    assert filled.status().revision == 9


def test_a_second_writer_is_refused_and_changes_nothing(filled, place, monkeypatch):
    def meanwhile(revision, fields=whoosh.build_revision_entry):
        monkeypatch.setattr(whoosh, "build_revision_entry", fields)
        with pytest.raises(IndexUnavailable, match=LockError.__name__):
            WhooshBackend(place).update([plain(2)], [], 9)
        return fields(revision)

    monkeypatch.setattr(whoosh, "build_revision_entry", meanwhile)
    filled.update([plain(1)], [], 8)
    assert (filled.status().revision, filled.status().documents) == (8, 5)


def test_a_search_that_takes_too_long_says_so(place):
    backend = WhooshBackend(place, time_limit=0)
    backend.replace(CORPUS, 1)
    answer = backend.search(asking(says("brain")))
    assert (answer.complete, answer.hits) == (False, ())
    assert backend.frequency(says("brain")) >= 1
    assert backend.search(Request()).complete
