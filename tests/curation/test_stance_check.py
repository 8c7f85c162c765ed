"""A stance before it is saved: all that its speaker says on the topic, weighed, and what the rules make of a code."""

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Bearing, Confidence, Mode, StanceCode, Status
from explorer.curation.stance_check import check_stance, list_links, weigh_claims
from explorer.models import Claim, Stance
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def said():
    """Return what makes claims of one speaker on one topic in one episode, and gives their links."""
    speaker, topic = make.SpeakerFactory(), make.TopicFactory()
    episode = make.make_episode(guest=speaker)

    def links(*claims):
        with open_edit():
            for fields in claims:
                make.make_claim(speaker=speaker, topic=topic, episode=episode, **fields)
        return list_links(speaker, topic, episode)

    links.stance = Stance(speaker=speaker, topic=topic, episode=episode, position=2)
    return links


def test_claims_on_their_way_are_weighed_too_and_retracted_or_other_ones_are_not(said):
    links = said({}, {"status": Status.DRAFT}, {"status": Status.RETRACTED, **RETRACTED})
    make.make_claim(speaker=said.stance.speaker, topic=said.stance.topic)
    make.make_claim(speaker=said.stance.speaker, episode=said.stance.episode)
    make.make_claim(topic=said.stance.topic, episode=said.stance.episode)
    assert [link.claim.status for link in list_links(said.stance.speaker, said.stance.topic, said.stance.episode)] == [
        Status.PUBLISHED,
        Status.DRAFT,
    ]
    assert len(links) == 2


RETRACTED = {"retracted_on": "2024-01-01", "retraction_reason": "Misheard."}


def test_claims_of_position_come_first_each_with_what_its_quotations_weigh(said):
    links = said({"bearing": Bearing.CONTEXT}, {"mode": Mode.CONDITIONAL}, {})
    weighed = weigh_claims(links)
    assert [one.bearing for one in weighed] == [Bearing.POSITION, Bearing.POSITION, Bearing.CONTEXT]
    conditional, plain, _ = weighed
    assert [len(one.evidence) for one in weighed] == [1, 1, 1]
    assert conditional.evidence[0].weight != plain.evidence[0].weight


def test_a_verdict_tells_what_readers_see_now_from_what_they_will_see(said):
    verdict = check_stance(said.stance, said({}, {"status": Status.IN_REVIEW}))
    assert (len(verdict.now.claims), len(verdict.then.claims)) == (1, 2)
    assert (verdict.now.confidence, verdict.then.confidence) == (Confidence.MEDIUM, Confidence.HIGH)
    assert verdict.differs
    Claim.objects.update(status=Status.PUBLISHED)
    assert not check_stance(said.stance, said()).differs


def test_what_a_code_lacks_is_said_for_both(said):
    verdict = check_stance(said.stance, said({"status": Status.DRAFT}, {"status": Status.DRAFT}))
    assert verdict.lacks_now[0].startswith("position 2 has no scoring evidence")
    assert verdict.lacks_then == ()
    said.stance.code, said.stance.position = StanceCode.MIXED, None
    [fault] = check_stance(said.stance, []).lacks_then
    assert "rests on no published claim" in fault
