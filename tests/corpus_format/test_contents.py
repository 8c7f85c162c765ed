"""What a folder holds, all of it in one row, each record with the place where it stands."""

from dataclasses import replace

import pytest

from explorer.corpus_format.reader import read_corpus


@pytest.fixture
def corpus(folder):
    return read_corpus(folder)


def test_documents_passages_and_claims_of_all_episodes_are_told_in_their_order(corpus):
    [episode] = corpus.episodes
    twice = replace(corpus, episodes=(episode, replace(episode, claims=episode.claims[:1])))
    assert [source.slug for source in twice.sources] == ["talk-1-transcript"] * 2
    assert [passage.record.id for passage in episode.passages] == [
        f"talk-1-transcript-{number}" for number in (1, 2, 3, 4)
    ]
    assert [claim.record.slug for claim in twice.claims] == [
        "ada-scale-dead-end",
        "bob-scale-enough",
        "ada-scale-dead-end",
    ]


def test_what_is_held_goes_by_the_slug_of_its_record(corpus):
    assert (corpus.episodes[0].slug, next(corpus.sources).slug) == ("talk-1", "talk-1-transcript")


def test_a_problem_stands_on_the_line_of_the_part_that_it_is_about(corpus):
    speaker = corpus.speakers[1]
    problem = speaker.problem("is odd", "name")
    assert (problem.file, problem.message) == ("speakers.yaml", "is odd")
    assert (problem.line, speaker.line) == (6, 5)
    assert speaker.problem("is odd").line == 5
