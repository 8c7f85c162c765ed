"""The index as it stood after one commit: segments in a row, without what was deleted."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.search_engine.backends.whoosh import WhooshBackend
from explorer.search_engine.backends.whoosh.generation import Clock
from explorer.search_engine.backends.whoosh.segment import OutOfTime
from explorer.search_engine.types import Facet
from tests.search_engine.backends.test_base import BRAIN, CORPUS, NETS, found, plain, says


def test_a_word_of_which_every_document_is_gone_is_found_nowhere_by_who_comes_later(place):
    # One document of many: a smaller segment would be written anew at once, without what is gone.
    backend = WhooshBackend(place)
    backend.replace([plain(1, "zebra"), *(plain(number, "horse") for number in range(2, 200))], 7)
    backend.update([], [plain(1).key], 8)
    later = WhooshBackend(place)
    assert later.frequency(says("zebra")) == 0
    assert found(later, says("zebra")) == set()


def test_the_newest_revision_alone_is_noted_and_every_document_has_a_number(filled):
    filled.update([plain(1)], [NETS.key], 9)
    generation = filled._generation()
    assert list(generation.revisions.values()) == [9]
    assert set(generation.numbers) == {*(one.key for one in CORPUS), plain(1).key} - {NETS.key}
    assert generation.count == 4
    assert all(generation.keys[number] == key for key, number in generation.numbers.items())


def test_segments_share_their_groups_values_and_speakers(filled):
    same = {"group": "talk-1", "values": {Facet.SPEAKER: ("ada",)}, "speaker": "Ada Lovelace"}
    filled.update([replace(plain(1), **same)], [], 8)
    generation = filled._generation()
    new, old = (generation.numbers[key] for key in (plain(1).key, BRAIN.key))
    assert generation.group[new] == generation.group[old]
    assert generation.speaker[new] == generation.speaker[old]
    assert sorted(generation.entries[Facet.SPEAKER].names) == ["ada", "grace"]


def test_a_deleted_document_has_no_hits(filled):
    filled.update([], [NETS.key], 8)
    generation = filled._generation()
    hits = generation.weigh(says("network"), Clock(60).check)
    assert [key.id for key, number in generation.numbers.items() if hits[number]] == ["credit"]
    assert np.count_nonzero(hits) == 1


def test_documents_rank_by_type_and_id(filled):
    generation = filled._generation()
    ranked = sorted(generation.numbers, key=lambda key: generation.rank[generation.numbers[key]])
    assert ranked == sorted(one.key for one in CORPUS)


def test_a_clock_runs_out_once_its_time_has_passed():
    Clock(60).check()
    with pytest.raises(OutOfTime):
        Clock(-1).check()
