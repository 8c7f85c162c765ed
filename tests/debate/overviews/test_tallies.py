"""Tallies of topics count guests; those of speakers count claims, stances and places."""

import pytest

from explorer.coding.vocabulary import AppearanceRole, StanceCode
from explorer.debate.compare import survey
from explorer.models import Appearance, Speaker, SpeakerTally, Topic, TopicTally
from tests import factories as make
from tests.debate.overviews.edits import RandomEdits

pytestmark = pytest.mark.django_db


def test_a_topic_tally_counts_what_the_comparison_of_all_guests_counts():
    RandomEdits(5).make_edits(25)
    for comparison in survey(list(Topic.objects.all()), list(Speaker.objects.guests())):
        tally = TopicTally.objects.get(topic=comparison.topic)
        people = sum(not column.silence for column in comparison.columns)
        expected = (comparison.placed, comparison.distance, comparison.claim_count, people)
        assert (tally.placed, tally.distance, tally.claims, tally.people) == expected


def test_whoever_becomes_a_guest_counts_from_then_on():
    stance = make.make_stance(1)
    part = Appearance.objects.get(speaker=stance.speaker)
    part.role = AppearanceRole.HOST
    part.save()
    assert not SpeakerTally.objects.get(speaker=stance.speaker).is_guest
    assert TopicTally.objects.get().placed == 0
    part.role = AppearanceRole.GUEST
    part.save()
    assert TopicTally.objects.get().placed == 1


def test_a_speaker_tally_counts_claims_once_and_topics_by_what_is_coded():
    ada = make.SpeakerFactory()
    make.make_stance(1, speaker=ada)
    make.make_stance(code=StanceCode.MIXED, speaker=ada, claims=0)
    make.make_stance(code=StanceCode.NOT_PLACED, speaker=ada, claims=0)
    make.ClaimTopicFactory(claim=ada.claims.get())
    make.make_claim(speaker=ada, asserter=make.SpeakerFactory())
    tally = SpeakerTally.objects.get(speaker=ada)
    assert (tally.own, tally.reported, tally.coded, tally.placed) == (1, 1, 2, 1)


def test_the_tally_of_who_is_gone_is_gone():
    ada, topic = make.SpeakerFactory(), make.TopicFactory()
    ada.delete(), topic.delete()
    assert not SpeakerTally.objects.exists()
    assert not TopicTally.objects.exists()
