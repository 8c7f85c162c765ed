"""Of all documents only a few are compared with a sentence, those that the index gives."""

import pytest

from explorer.changes.edit import open_edit
from explorer.quotations import candidates
from explorer.quotations.candidates import MOST_CANDIDATES, MOST_WEIGHED, SHARES, CandidateSearch
from explorer.search import indexing
from explorer.search_engine.backends.base import IndexUnavailable
from explorer.search_engine.backends.memory import MemoryBackend
from tests import factories as make
from tests.indexes import index_everything


def ids(keys):
    return [key.id for key in keys]


def test_words_side_by_side_are_found_in_any_of_their_forms(talk):
    assert ids(CandidateSearch("machine will learns to reason").find_side_by_side()) == ["spoken-2"]
    assert CandidateSearch("learn machines will reason").find_side_by_side() == []


def test_claims_are_found_by_the_words_under_them(talk):
    assert "ada-body" in ids(CandidateSearch("Machines must be embodied before").find_side_by_side())


def test_documents_sharing_most_rare_words_are_found_those_with_all_first(talk):
    source = make.SourceFactory(text="Correlation does matter.")
    make.PassageFactory(source=source, slug="other-1")
    index_everything()
    found = ids(CandidateSearch("hidden causes matter, and correlation misleads").find_sharing())
    assert found[0] == "written-1"
    assert "other-1" in found


def test_half_of_the_words_side_by_side_is_enough_for_a_sentence_that_goes_on_elsewhere(talk):
    with open_edit():
        for number in range(MOST_CANDIDATES):
            make.PassageFactory(
                source=make.SourceFactory(text=f"To learn is right and so are you, {number} times over.")
            )
    index_everything()
    assert {"spoken-1", "spoken-2"} <= set(ids(CandidateSearch("us years to learn that. Right. So you").find_sharing()))


def test_documents_of_the_speaker_asked_about_come_first(talk):
    spoken = make.SourceFactory(text="Scale is something you need.")
    make.PassageFactory(source=spoken, speaker=talk["bob"], slug="bob-1")
    index_everything()
    assert ids(CandidateSearch("something you need", "bob").find_side_by_side())[0] == "bob-1"


def test_the_index_is_asked_a_few_times_however_long_the_sentence(talk, monkeypatch):
    asked = {"search": 0, "frequency": 0}
    for name in asked:
        whole = getattr(MemoryBackend, name)

        def counted(self, request, name=name, whole=whole):
            asked[name] += 1
            return whole(self, request)

        monkeypatch.setattr(MemoryBackend, name, counted)
    search = CandidateSearch(" ".join(f"word{number}" for number in range(120)) + " scale machines", "ada")
    search.find_side_by_side()
    search.find_sharing()
    assert asked["search"] <= 2 * (3 + len(SHARES))
    assert asked["frequency"] <= MOST_WEIGHED


def test_a_word_in_hundreds_of_documents_gives_a_few(talk):
    with open_edit():
        for number in range(MOST_CANDIDATES + 5):
            make.PassageFactory(source=make.SourceFactory(text="Right."), slug=f"right-{number}")
    index_everything()
    assert len(CandidateSearch("Right.").find_side_by_side()) == MOST_CANDIDATES


def test_the_database_is_asked_while_the_index_is_not_ready(talk, monkeypatch):
    monkeypatch.setattr(indexing, "is_usable", lambda: False)
    search = CandidateSearch("machines will learn to reason by themselves")
    assert search.find_side_by_side() == []
    assert ids(search.find_sharing()) == ["spoken-2"]
    assert search.is_fallback


def test_an_index_that_cannot_be_read_is_brought_up_meanwhile(talk, monkeypatch):
    def gone(self, request):
        raise IndexUnavailable("gone")

    mended = []
    monkeypatch.setattr(MemoryBackend, "search", gone)
    monkeypatch.setattr(candidates.indexing, "mend", mended.append)
    search = CandidateSearch("machines will learn to reason by themselves")
    assert search.find_side_by_side() == []
    assert ids(search.find_sharing()) == ["spoken-2"]
    assert [str(error) for error in mended] == ["gone"]


@pytest.mark.parametrize("words", ["", "?!", "a" * 1000, "a " * 500, "世界 " * 200, '" OR * -'])
def test_hostile_words_are_asked_for_as_others_are(talk, words):
    search = CandidateSearch(words)
    assert search.find_side_by_side() == []
    assert len(search.find_sharing()) <= MOST_CANDIDATES
