"""Everybody, by what is held of them; only what is public counts."""

import pytest

from explorer.coding.vocabulary import Basis, Status
from explorer.debate.directory import list_speakers
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_guests_those_heard_otherwise_and_those_only_reported_stand_apart():
    guest, host, absent = (make.SpeakerFactory(name=name) for name in ("Ada", "Bob", "Cy"))
    episode = make.make_episode(guest=guest, host=host)
    writer = make.make_claim(speaker=make.SpeakerFactory(name="Dee"), episode=episode).speaker
    make.make_claim(speaker=absent, episode=episode, asserter=guest)
    people = list_speakers()
    assert [person.speaker for person in people.everybody] == [guest, host, absent, writer]
    assert [person.speaker for person in people.guests] == [guest]
    assert [person.speaker for person in people.others_heard] == [host, writer]
    assert [person.speaker for person in people.reported_only] == [absent]


def test_whom_a_document_labels_is_heard_without_a_part_or_a_claim():
    labelled = make.PassageFactory(speaker=make.SpeakerFactory(name="Eve")).speaker
    assert [person.speaker for person in list_speakers().others_heard] == [labelled]


def test_claims_in_ones_own_name_are_told_from_reported_ones_and_topics_are_counted_once():
    guest, reporter = make.SpeakerFactory(name="Ada"), make.SpeakerFactory(name="Bob")
    topic = make.make_stance(1, speaker=guest).topic
    make.make_stance(2, speaker=guest, topic=topic)
    mixed = make.make_claim(speaker=guest)
    make.EvidenceFactory(claim=mixed, asserter=reporter, basis=Basis.CONTEXTUAL)
    make.make_claim(speaker=guest, asserter=reporter)
    make.make_claim(speaker=guest, status=Status.DRAFT)
    make.StanceFactory(speaker=guest, status=Status.DRAFT)
    found = next(person for person in list_speakers().everybody if person.speaker == guest)
    assert (found.own, found.reported, found.placed) == (3, 1, 1)


@pytest.mark.parametrize("count", [1, 12])
def test_it_costs_seven_queries_however_many_people_there_are(django_assert_num_queries, count):
    for _ in range(count):
        make.make_stance(1)
    with django_assert_num_queries(7):
        people = list_speakers()
        assert len(people.guests) == count
        assert all(part.episode.short_title for one in people.guests for part in one.speaker.appearances.all())
