"""Episodes wait in a file, and come out as they went in, as often as one likes."""

import pytest

from explorer.corpus_format import spool
from explorer.corpus_format.reader import read_corpus
from explorer.corpus_format.spool import EpisodeSpool


@pytest.mark.parametrize("held_in_memory", [10**9, 1])
def test_episodes_come_out_as_they_went_in_wherever_they_waited(folder, monkeypatch, held_in_memory):
    monkeypatch.setattr(spool, "HELD_IN_MEMORY", held_in_memory)
    [episode] = read_corpus(folder).episodes
    waiting = EpisodeSpool()
    waiting.add(episode)
    waiting.add(episode)
    assert list(waiting) == list(waiting) == [episode, episode]
    assert (len(waiting), waiting[1], waiting[-1:]) == (2, episode, [episode])
