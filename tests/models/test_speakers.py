"""People: what they are called in narrow places, and who is compared on a topic."""

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Status
from explorer.models import Speaker
from tests import factories as make
from tests.models.breaches import check_refused, twice, update

pytestmark = pytest.mark.django_db

BREACHES = [
    ("speaker_has_a_name", lambda: update(make.SpeakerFactory, name="")),
]


@pytest.mark.parametrize(("name", "breach"), BREACHES)
def test_the_database_refuses_a_breach(name, breach):
    check_refused(name, breach)


def test_a_slug_names_one_person():
    check_refused("speaker_slug", lambda: twice(make.SpeakerFactory))


@pytest.mark.parametrize(
    ("name", "short", "initials"),
    [("Ada Lovelace", "Lovelace", "AL"), ("Augusta Ada King", "King", "AK"), ("Plato", "Plato", "P")],
)
def test_a_name_is_shortened_to_its_last_word_and_to_two_letters(name, short, initials):
    speaker = Speaker(name=name)
    assert (speaker.short_name, speaker.initials) == (short, initials)


def test_guests_are_listed_once_with_those_who_are_named():
    guest, host, named = (make.SpeakerFactory(name=name) for name in "ABC")
    with open_edit():
        for _ in range(2):
            make.make_episode(guest=guest, host=host)
    assert list(Speaker.objects.guests()) == [guest]
    assert list(Speaker.objects.guests([named.slug, "nobody"])) == [guest, named]


def test_whoever_says_something_public_of_their_own_on_a_topic_is_heard_on_it():
    topic, guest = make.TopicFactory(), make.SpeakerFactory(name="A")
    episode = make.make_episode(guest=guest)
    writer, drafting, reported, elsewhere = (make.SpeakerFactory(name=name) for name in "BCDE")
    make.make_claim(speaker=writer, topic=topic, episode=episode)
    make.make_claim(speaker=drafting, topic=topic, episode=episode, status=Status.DRAFT)
    make.make_claim(speaker=reported, topic=topic, episode=episode, asserter=guest)
    make.make_claim(speaker=elsewhere, episode=episode)
    assert list(Speaker.objects.heard_on(topic)) == [guest, writer]
    assert list(Speaker.objects.heard_on(topic, [reported.slug])) == [guest, writer, reported]


def test_people_come_with_their_parts_however_many_there_are(django_assert_num_queries):
    with open_edit():
        for _ in range(3):
            make.make_episode()
    with django_assert_num_queries(2):
        people = Speaker.objects.with_appearances(3)
        assert all(part.episode.short_title for one in people for part in one.first_appearances)
