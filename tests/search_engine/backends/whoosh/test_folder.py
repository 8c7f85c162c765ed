"""The directory of the index is the application's alone, and always has one index that is the current one."""

import json

import pytest

from explorer.search_engine.backends import whoosh
from explorer.search_engine.backends.base import IndexUnavailable
from explorer.search_engine.backends.whoosh import WhooshBackend
from explorer.search_engine.backends.whoosh.folder import IndexFolder, IndexUnusable
from explorer.search_engine.types import State
from tests.search_engine.backends.conftest import current, refused
from tests.search_engine.backends.test_base import CORPUS


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


def test_what_is_being_built_is_not_yet_current_and_what_is_finished_is(tmp_path):
    folder = IndexFolder(tmp_path / "index", "1")
    first = folder.begin()
    with pytest.raises(IndexUnusable) as caught:
        folder.current()
    assert caught.value.state is State.MISSING
    folder.finish(first)
    second = folder.begin()
    assert folder.current() == first
    folder.finish(second)
    assert folder.current() == second
    assert not first.exists()


def test_what_is_removed_leaves_the_current_index(tmp_path):
    folder = IndexFolder(tmp_path / "index", "1")
    folder.finish(first := folder.begin())
    second = folder.begin()
    folder.remove(second)
    assert (folder.current(), second.exists()) == (first, False)
    folder.remove(second)
