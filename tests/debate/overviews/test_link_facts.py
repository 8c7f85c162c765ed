"""What is kept of a claim on a topic follows its link, its evidence and what these stand on."""

import datetime

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Basis, Bearing, Grade, Status
from explorer.debate.overviews.link_facts import UNASSERTED
from explorer.models import LinkFacts
from tests import factories as make

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 5, 6)


@pytest.fixture
@open_edit()
def claim():
    speaker = make.SpeakerFactory()
    return make.make_claim(speaker=speaker, episode=make.make_episode(guest=speaker, date=DAY))


def facts_of(claim):
    return LinkFacts.objects.get(claim=claim)


def test_the_holders_topic_point_and_day_are_those_of_claim_and_link(claim):
    point = make.PointFactory(topic=claim.topics.get())
    make.change_links(claim, point=point)
    facts = facts_of(claim)
    assert facts.link == claim.topic_links.get()
    assert (facts.topic, facts.speaker, facts.point, facts.day) == (point.topic, claim.speaker, point, DAY)
    claim.episode.date = None
    claim.episode.save()
    assert facts_of(claim).day is None


def test_a_position_tells_more_than_context_and_then_the_better_grade(claim):
    topic = claim.topics.get()
    shared = {"speaker": claim.speaker, "topic": topic, "episode": claim.episode}
    made = [
        claim,
        make.make_claim(**shared, grade=Grade.SUMMARY, basis=Basis.NARRATED),
        make.make_claim(**shared, asserter=make.SpeakerFactory()),
        make.make_claim(**shared, bearing=Bearing.CONTEXT),
        make.make_claim(**shared, bearing=Bearing.CONTEXT, asserter=make.SpeakerFactory()),
    ]
    telling = [facts_of(each).telling for each in made]
    assert telling == sorted(telling)
    assert len(set(telling)) == len(telling)
    listed = LinkFacts.objects.of(topic.pk, [claim.speaker_id]).telling_first(by_point=True)
    assert [facts.claim_id for facts in listed] == [each.pk for each in made]


def test_the_best_grade_in_which_the_holder_asserts_it_counts(claim):
    summary = make.PassageFactory(source=claim.evidence.get().source, grade=Grade.SUMMARY)
    make.EvidenceFactory(claim=claim, passage=summary, asserter=claim.speaker, basis=Basis.NARRATED)
    assert facts_of(claim).telling == [*Grade].index(Grade.TRANSCRIPT)
    claim.evidence.exclude(passage=summary).get().delete()
    assert facts_of(claim).telling == [*Grade].index(Grade.SUMMARY)


def test_labelled_speech_alone_is_in_own_words_and_a_report_is_not_the_holders(claim):
    facts = facts_of(claim)
    assert (facts.is_own, facts.is_spoken) == (True, True)
    piece = claim.evidence.get()
    piece.basis = Basis.INFERRED
    piece.save()
    assert (facts_of(claim).is_own, facts_of(claim).is_spoken) == (True, False)
    piece.asserter = make.SpeakerFactory()
    piece.basis = Basis.LABELLED
    piece.save()
    facts = facts_of(claim)
    assert (facts.is_own, facts.is_spoken, facts.telling) == (False, False, UNASSERTED)


def test_a_claim_that_is_not_published_has_none(claim):
    claim.status = Status.DRAFT
    claim.save()
    assert not LinkFacts.objects.exists()


def test_a_claim_has_facts_on_each_of_its_topics(claim):
    other = make.ClaimTopicFactory(claim=claim, bearing=Bearing.CONTEXT)
    assert LinkFacts.objects.filter(claim=claim).count() == 2
    other.delete()
    assert facts_of(claim).topic == claim.topics.get()
