import pytest

from explorer.corpus_format.reader import read_corpus
from explorer.corpus_format.synthetic import CorpusSize, corpus_files
from explorer.corpus_format.writer import write_corpus

SMALL = CorpusSize(8, speakers=5, topics=12)


@pytest.mark.slow  # takes seconds
def test_the_same_seed_gives_the_same_bytes_and_another_seed_others():
    first = dict(corpus_files(SMALL, 1))

    assert dict(corpus_files(SMALL, 1)) == first
    assert dict(corpus_files(SMALL, 2)) != first


def test_what_comes_for_an_episode_does_not_depend_on_how_many_follow():
    few, many = (dict(corpus_files(CorpusSize(number, speakers=5, topics=12), 1)) for number in (4, 8))

    folders = ("episodes/", "speakers.yaml", "topics.yaml")
    assert {name for name, content in few.items() if many[name] != content and name.startswith(folders)} == set()


@pytest.mark.parametrize(
    "size",
    [
        CorpusSize(1, speakers=2, topics=2, discussed=1),
        CorpusSize(5, speakers=2, topics=3),
        CorpusSize(9, speakers=3, topics=7),
    ],
)
def test_corpora_of_odd_sizes_are_in_order(size, tmp_path):
    write_corpus(tmp_path / "corpus", corpus_files(size, 3))

    assert len(read_corpus(tmp_path / "corpus").episodes) == size.episodes
