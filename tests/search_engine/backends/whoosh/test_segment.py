"""One segment of the index: its postings are read in blocks and kept."""

import pytest
from whoosh import index

from explorer.search_engine.backends.whoosh import WhooshBackend, segment
from explorer.search_engine.backends.whoosh.segment import NO_POSTINGS, IndexSegment, OutOfTime
from explorer.search_engine.types import Field
from tests.search_engine.backends.conftest import current
from tests.search_engine.backends.test_base import plain, says


def test_postings_are_read_in_blocks_after_documents_were_deleted_too(place, monkeypatch):
    backend, blocks, read = WhooshBackend(place), [], segment._read_block
    monkeypatch.setattr(segment, "_read_block", lambda *args, **named: blocks.append(1) or read(*args, **named))
    backend.replace([plain(number) for number in range(500)], 1)
    backend.update([], [plain(0).key, plain(250).key], 2)
    assert backend.frequency(says("brain")) == 498
    assert len(blocks) == 1


def opened(place, *documents):
    """Return the one segment of a new index of some documents."""
    WhooshBackend(place).replace(documents, 1)
    [leaf] = [leaf for leaf, _ in index.open_dir(str(current(place))).reader().leaf_readers()]
    return IndexSegment(leaf)


def never():
    """Let the time never run out."""


def test_a_run_is_counted_in_each_document_that_has_it(place):
    segment = opened(place, plain(1, "no no no"), plain(2, "no yes no"), plain(3, "yes no no"))
    assert [one.tolist() for one in segment.hits(Field.BODY, ("no", "no"), never)] == [[0, 2], [2, 1]]
    assert [one.tolist() for one in segment.hits(Field.BODY, ("yes",), never)] == [[1, 2], [1, 1]]
    assert [one.tolist() for one in segment.hits(Field.TITLE, ("no",), never)] == [[], []]


def test_forms_that_begin_so_are_counted_together(place):
    segment = opened(place, plain(1, "neural neurons"), plain(2, "brain"))
    assert [one.tolist() for one in segment.find_prefix(Field.BODY, "neur", never)] == [[0], [2]]


def test_postings_that_were_read_are_kept_up_to_a_limit(place, monkeypatch):
    segment = opened(place, *(plain(number, "brain network") for number in range(40)))
    reads = []
    monkeypatch.setattr(segment, "_read_postings", lambda *_, **__: reads.append(1) or NO_POSTINGS)
    monkeypatch.setattr("explorer.search_engine.backends.whoosh.segment.CACHE_LIMIT", 20)
    for form in ("brain", "brain", "network", "brain"):
        segment.hits(Field.BODY, (form,), never)
    assert len(reads) == 3


def test_reading_stops_when_time_runs_out_and_nothing_half_read_is_kept(place):
    def too_late():
        raise OutOfTime

    segment = opened(place, plain(1, "brain"))
    with pytest.raises(OutOfTime):
        segment.hits(Field.BODY, ("brain",), too_late)
    assert segment.hits(Field.BODY, ("brain",), never)[0].tolist() == [0]
