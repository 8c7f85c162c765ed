"""How large a synthetic corpus is, and who and what is where in it."""

import pytest

from explorer.corpus_format.synthetic import CorpusSize
from explorer.corpus_format.synthetic.size import COMMON
from explorer.errors import ExplorerError


@pytest.mark.parametrize("size", [(0, 12, 60), (1, 1, 60), (1, 12, 1), (-1, 12, 60), (1, 12, 60, 0)])
def test_sizes_that_make_no_corpus_are_refused(size):
    with pytest.raises(ExplorerError, match="ask for"):
        CorpusSize(*size)


def test_every_episode_touches_the_common_topics_and_others_in_turn():
    size = CorpusSize(40, topics=24, discussed=6)
    touched = [size.choose_topics(episode) for episode in range(40)]
    assert all(topics[:COMMON] == [0, 1, 2] for topics in touched)
    assert all(len(topics) == len(set(topics)) == 6 for topics in touched)
    assert {topic for topics in touched for topic in topics} == set(range(20))


def test_late_topics_are_touched_by_nobody():
    size = CorpusSize(9, topics=12)
    assert [topic for topic in range(12) if size.is_late(topic)] == [10, 11]
    assert not {topic for episode in range(9) for topic in size.choose_topics(episode)} & {10, 11}


def test_where_there_are_guests_enough_one_has_no_documents_and_one_was_not_read():
    size = CorpusSize(1, speakers=5)
    assert [size.has_documents(guest) for guest in range(5)] == [True, True, True, True, False]
    assert [size.was_read(guest) for guest in range(5)] == [True, True, True, False, True]
    few = CorpusSize(1, speakers=2)
    assert all(few.has_documents(guest) and few.was_read(guest) for guest in range(2))
