"""The embedded engine keeps the contract, and knows an index that it cannot use from one that it can."""

import datetime
import gc
import json
import random
import shutil

import pytest
from whoosh.codec.whoosh3 import W3FieldWriter
from whoosh.index import LockError

from explorer.search_engine.backends import whoosh
from explorer.search_engine.backends.base import IndexUnavailable
from explorer.search_engine.backends.memory import MemoryBackend
from explorer.search_engine.backends.whoosh import WhooshBackend, segment
from explorer.search_engine.types import Clause, Facet, Order, Request, State
from tests.search_engine.backend_contract import CORPUS, NETS, BackendContract, asking, found, plain, says, scattered


class TestWhoosh(BackendContract):
    """Every test of the contract."""

    @pytest.fixture
    def backend(self, tmp_path):
        return WhooshBackend(tmp_path / "index")


@pytest.fixture
def place(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def filled(place):
    backend = WhooshBackend(place)
    backend.replace(CORPUS, 7)
    return backend


def current(place):
    return place / json.loads((place / "current").read_text())["directory"]


def test_the_engine_answers_what_plain_loops_answer(place):
    ours, plainly = WhooshBackend(place), MemoryBackend()
    for seed in range(4):
        documents, runs = scattered(seed)
        for backend in (ours, plainly):
            backend.replace(documents[:25], 1)
            backend.update(documents[20:], [one.key for one in documents[:4]], 2)
        dice = random.Random(seed)
        for _ in range(60):
            request = Request(
                tuple(Clause(tuple((run, dice.choice([1, 0.5])) for run in dice.sample(runs, 2))) for _ in range(3)),
                tuple(says(*run) for run in dice.sample(runs, dice.randint(0, 1))),
                dice.randint(0, 3),
                {Facet.SPEAKER: frozenset(dice.sample("abc", 2))} if dice.random() < 0.4 else {},
                dice.choice([None, datetime.date(2018, 1, 2)]),
                None,
                dice.choice(list(Order)),
                dice.randint(0, 5),
                dice.randint(1, 10),
            )
            one, other = ours.search(request), plainly.search(request)
            assert [(hit.key, hit.others) for hit in one.hits] == [(hit.key, hit.others) for hit in other.hits]
            assert [hit.score for hit in one.hits] == pytest.approx([hit.score for hit in other.hits])
            assert (one.total, one.facets) == (other.total, other.facets)
        assert dict(ours.words()) == dict(plainly.words())


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
        whoosh, "Segment", lambda reader: opened.append(reader.doc_count_all()) or segment.Segment(reader)
    )
    filled.update([plain(1)], [], 8)
    filled.update([plain(2)], [], 9)
    assert filled.search(Request()).total == 5
    assert sum(opened) < 5


def test_postings_are_read_in_blocks_after_documents_were_deleted_too(place, monkeypatch):
    backend, blocks, read = WhooshBackend(place), [], segment._block
    monkeypatch.setattr(segment, "_block", lambda *args, **named: blocks.append(1) or read(*args, **named))
    backend.replace([plain(number) for number in range(500)], 1)
    backend.update([], [plain(0).key, plain(250).key], 2)
    assert backend.frequency(says("brain")) == 498
    assert len(blocks) == 1


def test_old_indexes_are_removed(filled, place):
    for revision in range(3):
        filled.replace(CORPUS, revision)
    assert [path.name for path in place.glob("index-*")] == [current(place).name]


def test_what_a_killed_rebuild_left_is_removed_by_the_next(filled, place):
    (place / "index-abandoned").mkdir()
    (place / "index-abandoned" / "half.seg").write_text("half")
    assert filled.status().state is State.READY
    filled.replace(CORPUS, 8)
    assert not (place / "index-abandoned").exists()


# What cannot be used


def refused(backend, state):
    """Assert that nothing but status and replace answers, and return what an operator is told."""
    status = backend.status()
    assert status.state is state
    for use in (
        lambda: backend.search(Request()),
        lambda: backend.frequency(says("brain")),
        backend.words,
        lambda: list(backend.keys()),
        lambda: backend.update([plain(1)], [], 1),
    ):
        with pytest.raises(IndexUnavailable) as caught:
            use()
        assert str(caught.value) == status.detail
    return status.detail


def test_an_index_that_is_not_there_is_missing(place):
    assert "rebuild_index" in refused(WhooshBackend(place), State.MISSING)
    place.mkdir()
    assert "rebuild_index" in refused(WhooshBackend(place), State.MISSING)
    WhooshBackend(place).replace(CORPUS, 1)
    (place / "current").unlink()
    assert "rebuild_index" in refused(WhooshBackend(place), State.MISSING)


def test_a_directory_of_something_else_is_foreign_and_left_as_it_is(place):
    place.mkdir()
    (place / "thesis.txt").write_text("years of work")
    backend = WhooshBackend(place)
    assert "SEARCH_URL" in refused(backend, State.FOREIGN)
    with pytest.raises(IndexUnavailable, match="SEARCH_URL"):
        backend.replace(CORPUS, 1)
    assert [(path.name, path.read_text()) for path in place.iterdir()] == [("thesis.txt", "years of work")]


def test_a_file_in_the_index_s_place_is_foreign(place):
    place.write_text("a file")
    assert "SEARCH_URL" in refused(WhooshBackend(place), State.FOREIGN)
    with pytest.raises(IndexUnavailable, match="SEARCH_URL"):
        WhooshBackend(place).replace(CORPUS, 1)


def test_a_directory_that_others_may_write_is_not_read(filled, place):
    assert place.stat().st_mode & 0o777 == 0o700
    place.chmod(0o777)
    assert "0700" in refused(filled, State.FOREIGN)
    place.chmod(0o700)
    assert filled.status().state is State.READY


def test_an_index_of_another_version_is_outdated(filled, place):
    pointer = json.loads((place / "current").read_text())
    (place / "current").write_text(json.dumps({**pointer, "version": "0"}))
    assert "version 0" in refused(filled, State.OUTDATED)
    filled.replace(CORPUS, 8)
    assert filled.status().state is State.READY


@pytest.mark.parametrize(
    "pointer", ["", "{}", "[]", '"index"', '{"version": "%s"}', '{"version": "%s", "directory": "../x"}']
)
def test_a_pointer_that_makes_no_sense_is_corrupt(filled, place, pointer):
    (place / "current").write_text(pointer.replace("%s", whoosh.VERSION))
    assert "rebuild_index" in refused(WhooshBackend(place), State.CORRUPT)


@pytest.fixture
def left_open():
    """Collect the files that Whoosh could not read and left open, before another test is blamed for them."""
    yield
    gc.collect()


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


# Writing


def test_a_commit_that_fails_leaves_no_lock(filled, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(W3FieldWriter, "start_field", lambda *_: 1 / 0)
        with pytest.raises(IndexUnavailable, match="ZeroDivisionError"):
            filled.update([plain(1)], [], 8)
    assert filled.status().revision == 7
    filled.update([plain(1)], [], 9)
    assert filled.status().revision == 9


def test_a_second_writer_is_refused_and_changes_nothing(filled, place, monkeypatch):
    def meanwhile(revision, fields=whoosh.revision_fields):
        monkeypatch.setattr(whoosh, "revision_fields", fields)
        with pytest.raises(IndexUnavailable, match=LockError.__name__):
            WhooshBackend(place).update([plain(2)], [], 9)
        return fields(revision)

    monkeypatch.setattr(whoosh, "revision_fields", meanwhile)
    filled.update([plain(1)], [], 8)
    assert (filled.status().revision, filled.status().documents) == (8, 5)


# Time


def test_a_search_that_takes_too_long_says_so(place):
    backend = WhooshBackend(place, time_limit=0)
    backend.replace(CORPUS, 1)
    answer = backend.search(asking(says("brain")))
    assert (answer.complete, answer.hits) == (False, ())
    assert backend.frequency(says("brain")) >= 1
    assert backend.search(Request()).complete


def test_what_was_looked_up_in_time_is_answered(filled, monkeypatch):
    checks = iter(range(1000))

    def check(_clock):
        if next(checks) >= 10:
            raise segment.OutOfTime

    monkeypatch.setattr("explorer.search_engine.backends.whoosh.generation.Clock.check", check)
    answer = filled.search(asking(says("brain"), says("network"), says("neural"), says("learn"), says("credit")))
    assert not answer.complete
    assert {hit.key.id for hit in answer.hits} == {"the-brain-assigns-credit", "credit"}


def test_a_word_of_which_every_document_is_gone_is_found_nowhere_by_who_comes_later(place):
    # One document of many: a smaller segment would be written anew at once, without what is gone.
    backend = WhooshBackend(place)
    backend.replace([plain(1, "zebra"), *(plain(number, "horse") for number in range(2, 200))], 7)
    backend.update([], [plain(1).key], 8)
    later = WhooshBackend(place)
    assert later.frequency(says("zebra")) == 0
    assert found(later, says("zebra")) == set()
