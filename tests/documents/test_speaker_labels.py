"""Who stands behind a label is known by the episode and by names, or said by a curator; nobody is guessed."""

import unicodedata

import pytest

from explorer.changes.edit import open_edit
from explorer.documents.speaker_labels import NEW, LabelMatcher, list_voices
from explorer.errors import ExplorerError
from explorer.models import Speaker, SpeakerLabel
from explorer.models.versions import latest_version
from explorer.parsers import parse
from tests import factories as make

pytestmark = pytest.mark.django_db


def under(speakers, *labels):
    return [speaker and speaker.slug for speaker in map(speakers.under, labels)]


def test_the_labels_of_the_episode_come_first(episode):
    carol = make.SpeakerFactory(slug="caroline")
    SpeakerLabel.objects.create(episode=episode, label="Carol", speaker=carol)
    SpeakerLabel.objects.create(episode=episode, label="Ada", speaker=carol)
    speakers = LabelMatcher(episode)
    assert under(speakers, "Ada", "bob two", "carol", None) == ["caroline", "bob-two", "caroline", None]
    assert speakers.warnings() == []


def test_a_name_that_two_people_bear_is_left_open(episode):
    make.SpeakerFactory(slug="bob-too", name="BOB TWO")
    speakers = LabelMatcher(episode)
    assert under(speakers, "bob two", "bob two") == [None, None]
    assert "“bob two” (2 passages)" in speakers.warnings()[0]


def test_the_labels_of_a_document_are_told_the_most_frequent_first(episode):
    parsed = parse("**Ada:** Well.\n\n**Carol:** Who am I?\n\n**Carol:** Nobody knows.\n", extension="md")
    told = [(voice.label, voice.passages, voice.begins, voice.speaker) for voice in list_voices(parsed, episode)]
    assert told == [("Carol", 2, "Who am I?", None), ("Ada", 1, "Well.", Speaker.objects.get(slug="ada-one"))]


def test_whom_a_curator_names_is_remembered_for_the_episode(episode):
    bob = Speaker.objects.get(slug="bob-two")
    before = latest_version(episode)
    speakers = LabelMatcher(episode, {"Robert": bob.pk, "Bob Two": bob.pk, "Nobody": None})
    with open_edit() as edit:
        speakers.settle(edit)
    assert under(speakers, "Robert", "Bob Two", "Nobody") == ["bob-two", "bob-two", None]
    assert [(row.label, row.speaker) for row in episode.labels.all()] == [("Robert", bob)]
    assert latest_version(episode) > before
    assert speakers.warnings() == []


def test_somebody_new_is_added_under_the_name_that_the_document_prints(episode):
    speakers = LabelMatcher(episode, {"Carol Ærø": NEW})
    with open_edit() as edit:
        speakers.settle(edit)
    [slug] = under(speakers, "Carol Ærø")
    assert Speaker.objects.get(slug=slug).name == "Carol Ærø"
    assert episode.labels.get().label == "Carol Ærø"


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"Bob Two": NEW}, "the slug 'bob-two' is taken already; choose the person"),
        ({"…": NEW}, "cannot be a person's name as it stands; add the person first"),
        ({"x" * 201: NEW}, "cannot be a person's name as it stands; add the person first"),
        ({"Carol": 0}, "the person chosen for “Carol” is not there any more; choose again"),
    ],
)
def test_a_choice_that_is_not_in_order_is_refused(episode, chosen, message):
    with pytest.raises(ExplorerError, match=message), open_edit() as edit:
        LabelMatcher(episode, chosen).settle(edit)
    assert not episode.labels.exists()


def test_names_are_compared_in_one_unicode_form_and_mean_nobody_where_two_may_be_meant(episode):
    make.SpeakerFactory(slug="zoe", name="Zoë Müller")
    speakers = LabelMatcher(episode)
    assert under(speakers, unicodedata.normalize("NFD", "ZOË Müller")) == ["zoe"]
    make.SpeakerFactory(slug="zoe-2", name="zoë müller")
    assert under(LabelMatcher(episode), "ZOË MÜLLER") == [None]
