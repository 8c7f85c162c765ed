import pytest

from explorer.changes.edit import open_edit
from explorer.search.suggestions import MOST_SUGGESTIONS, suggest
from explorer.search_engine.backends.base import IndexUnavailable
from explorer.search_engine.backends.memory import MemoryBackend
from tests import factories as make
from tests.indexes import index_everything

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
@open_edit()
def _people_and_questions():
    make.SpeakerFactory(slug="juergen", name="Jürgen Schmidhuber", aliases=["Schmidi"])
    make.SpeakerFactory(slug="lecun", name="Yann LeCun")
    make.TopicFactory(slug="learning", question="Must reasoning be learned?")
    make.make_claim(statement="Learning to learn is learnable.")
    index_everything()


def options(typed):
    return {group.title: [option.label for option in group.options] for group in suggest(typed)}


def test_people_questions_and_words_are_told_apart():
    assert options("le") == {
        "People": ["Yann LeCun"],
        "Questions": ["Must reasoning be learned?"],
        "Words": ["learn", "learnable", "learned", "learning", "lecun"],
    }


@pytest.mark.parametrize("typed", ["jurgen sch", "Juergen", "JÜRGEN", "schmidi", "schmidhuber jü"])
def test_people_are_found_by_any_writing_of_their_names(typed):
    assert options(typed)["People"] == ["Jürgen Schmidhuber"]


def test_people_and_questions_lead_to_their_pages_and_words_to_a_search():
    found = {option.label: option for group in suggest("le") for option in group.options}
    assert found["Yann LeCun"].address == "/speakers/lecun/"
    assert found["Must reasoning be learned?"].address == "/topics/learning/"
    assert found["learnable"].address == ""


def test_the_last_word_is_completed_and_the_others_stay():
    assert options("meta  learna")["Words"] == ["meta learnable"]


@pytest.mark.parametrize("typed", ["", " ", "l", "…", "-", "zzz", "learn ", "\x00", "\udcff"])
def test_there_is_not_always_something_to_suggest(typed):
    assert "Words" not in options(typed)


def test_only_the_beginning_of_what_is_typed_is_read():
    assert suggest("le " * 100_000) == []


def test_there_are_never_too_many(django_assert_num_queries):
    with open_edit():
        for number in range(20):
            make.SpeakerFactory(name=f"Leopold {number}")
            make.TopicFactory(question=f"Is {number} learned?")
    with django_assert_num_queries(3):
        groups = suggest("le")
    assert [len(group.options) for group in groups] == [3, 3, 2]
    assert sum(len(group.options) for group in groups) == MOST_SUGGESTIONS


def test_without_an_index_people_and_questions_are_left(monkeypatch):
    def gone(_):
        raise IndexUnavailable("the index is gone")

    monkeypatch.setattr(MemoryBackend, "words", gone)
    assert set(options("le")) == {"People", "Questions"}
