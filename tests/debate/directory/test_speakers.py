"""The list of people, by what is held of them, a page at a time; only what is public counts."""

import pytest
from django.http import QueryDict

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Basis, Status
from explorer.debate.directory import speakers
from explorer.debate.directory.filters import SpeakerFilter
from explorer.debate.directory.speakers import MOST_PARTS, list_speakers
from explorer.models.speakers import SpeakerVoice
from tests import factories as make

pytestmark = pytest.mark.django_db


def listed(query=""):
    return list_speakers(SpeakerFilter.read(QueryDict(query)))


def names(query=""):
    return [person.speaker.name for person in listed(query).page.rows]


def groups(query=""):
    return {group.voice: [person.speaker for person in group.people] for group in listed(query).groups}


def test_guests_those_heard_otherwise_and_those_only_reported_stand_apart():
    guest, host, absent = (make.SpeakerFactory(name=name) for name in ("Zoe", "Bob", "Cy"))
    episode = make.make_episode(guest=guest, host=host)
    writer = make.make_claim(speaker=make.SpeakerFactory(name="Dee"), episode=episode).speaker
    make.make_claim(speaker=absent, episode=episode, asserter=guest)
    assert groups() == {
        SpeakerVoice.GUEST: [guest],
        SpeakerVoice.HEARD: [host, writer],
        SpeakerVoice.REPORTED: [absent],
    }
    assert list(groups()) == list(SpeakerVoice)
    assert groups("who=heard") == {SpeakerVoice.HEARD: [host, writer]}
    assert listed("who=heard").voices == {SpeakerVoice.GUEST: 1, SpeakerVoice.HEARD: 2, SpeakerVoice.REPORTED: 1}


def test_whom_a_document_labels_is_heard_without_a_part_or_a_claim():
    labelled = make.PassageFactory(speaker=make.SpeakerFactory(name="Eve")).speaker
    assert groups() == {SpeakerVoice.HEARD: [labelled]}


def test_a_draft_gives_nobody_a_voice():
    claim = make.ClaimFactory(status=Status.DRAFT)
    make.EvidenceFactory(claim=claim, passage=make.PassageFactory(), basis=Basis.INFERRED)
    assert groups() == {SpeakerVoice.REPORTED: [claim.speaker]}


def test_claims_in_ones_own_name_are_told_from_reported_ones_and_topics_are_counted_once():
    guest, reporter = make.SpeakerFactory(name="Ada"), make.SpeakerFactory(name="Bob")
    topic = make.make_stance(1, speaker=guest).topic
    make.make_stance(2, speaker=guest, topic=topic)
    mixed = make.make_claim(speaker=guest)
    make.EvidenceFactory(claim=mixed, asserter=reporter, basis=Basis.CONTEXTUAL)
    make.make_claim(speaker=guest, asserter=reporter)
    make.make_claim(speaker=guest, status=Status.DRAFT)
    make.StanceFactory(speaker=guest, status=Status.DRAFT)
    found = next(person for person in listed().page.rows if person.speaker == guest)
    assert (found.own, found.reported, found.placed) == (3, 1, 1)


def test_people_stand_by_surname_and_letters_leave_accents_aside():
    for name in ("Ada Žukov", "Zoe Adams", "Bo Zander", "Plato", "Žofie Ahl"):
        make.SpeakerFactory(name=name)
    assert names() == ["Zoe Adams", "Žofie Ahl", "Plato", "Bo Zander", "Ada Žukov"]
    assert listed().letters == {"A": 2, "P": 1, "Z": 2}
    assert names("letter=z") == ["Bo Zander", "Ada Žukov"]
    assert listed("letter=Z").letters == {"A": 2, "P": 1, "Z": 2}


def test_a_person_is_found_by_each_word_of_a_name_by_an_alias_and_without_an_umlaut():
    make.SpeakerFactory(name="Jürgen Schmidhuber", slug="juergen-schmidhuber", aliases=["Schmiddy"])
    make.SpeakerFactory(name="Jürgen Other", slug="juergen-other")
    assert names("q=schmid+juergen") == names("q=schmiddy") == names("q=SCHMIDHUBER") == ["Jürgen Schmidhuber"]
    assert names("q=nobody") == []


def test_a_page_holds_so_many_and_every_person_is_on_one(monkeypatch):
    monkeypatch.setattr(speakers, "MOST_LISTED", 2)
    for name in "ABCDE":
        make.SpeakerFactory(name=name)
    assert [names(f"page={page}") for page in (1, 2, 3, 4)] == [["A", "B"], ["C", "D"], ["E"], ["E"]]


def test_beside_a_person_stand_their_newest_episodes_and_how_many_there_are_besides():
    guest = make.SpeakerFactory()
    episodes = [make.EpisodeFactory(date=f"20{year}-01-01") for year in range(10, 16)]
    for episode in episodes:
        make.AppearanceFactory(speaker=guest, episode=episode)
    [person] = listed().page.rows
    assert [part.episode for part in person.parts] == episodes[:-4:-1]
    assert person.more_parts == len(episodes) - MOST_PARTS


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("count", [1, 12])
def test_it_costs_five_queries_however_many_people_there_are(django_assert_num_queries, count):
    with open_edit():
        for _ in range(count):
            make.make_stance(1)
    with django_assert_num_queries(5):
        people = listed()
        assert len(people.groups[0].people) == count
        assert all(part.episode.short_title for one in people.page.rows for part in one.parts)
