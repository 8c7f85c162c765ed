"""An episode of a synthetic corpus as the files of its folder: each kind of document in its turn, or none."""

import random

import pytest

from explorer.corpus_format.synthetic import people
from explorer.corpus_format.synthetic.episodes import make_episode
from explorer.corpus_format.synthetic.size import CorpusSize
from explorer.corpus_format.synthetic.words import Wording

SIZE = CorpusSize(24, speakers=6, topics=12)
NAMES = {one.slug: one.name for one in people.make_people(SIZE.speakers, random.Random(1))}


def made(number):
    return make_episode(number, SIZE, NAMES, Wording(random.Random(2)), random.Random(number))


def test_an_episode_is_the_same_for_the_same_chance():
    assert list(made(3).files()) == list(made(3).files())


def test_of_the_last_guest_there_is_an_episode_and_no_document():
    episode = made(SIZE.speakers - 1)
    assert [name for name, _ in episode.files()] == [f"episodes/talk-{SIZE.speakers}/episode.yaml"]
    assert episode.record.sources == ()


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_every_document_lies_beside_its_passages_and_what_was_coded(number):
    episode = made(number)
    names = {name.rpartition("/")[2] for name, _ in episode.files()}
    assert {"episode.yaml", "claims.yaml", "stances.yaml"} <= names
    for source in episode.record.sources:
        assert {f"{source.slug}.{source.extension}", f"{source.slug}.passages.yaml"} <= names
    assert ("errata.yaml" in names) == (number % 3 == 0)
    assert len(episode.talk.stances) == len(SIZE.choose_topics(number))


def test_guests_have_transcripts_notes_a_summary_and_a_text_kept_back_in_turn():
    kinds = [[(one.format.value, one.show_text) for one in made(number).record.sources] for number in range(4)]
    assert kinds == [
        [("markdown-transcript", True)],
        [("markdown-transcript", True), ("notes", True)],
        [("summary-page", True)],
        [("markdown-transcript", False)],
    ]


def test_the_guest_and_the_host_take_part_under_their_names():
    record = made(0).record
    assert [(one.speaker, one.role) for one in record.appearances] == [
        (people.guest_slug(0), "guest"),
        (people.host_slug(0), "host"),
    ]
    assert record.labels == {
        NAMES[people.guest_slug(0)]: people.guest_slug(0),
        NAMES[people.host_slug(0)]: people.host_slug(0),
    }


def test_some_episodes_have_no_date_and_some_no_series():
    records = [made(number).record for number in range(8)]
    assert {record.date is None for record in records} == {record.series is None for record in records} == {True, False}
