import pytest

from explorer.coding.vocabulary import Basis, Grade, Mode
from explorer.debate.sharpest import find_sharpest
from tests import factories as make

pytestmark = pytest.mark.django_db


def clash():
    return find_sharpest()


def place(topic, *positions, **options):
    return [make.make_stance(position, topic=topic, **options) for position in positions]


def dispute(one, other, **options):
    """Give two stances one more claim each, of which the second disputes the first."""
    shared = [
        make.make_claim(speaker=stance.speaker, episode=stance.episode, topic=stance.topic, **options)
        for stance in (one, other)
    ]
    return make.RelationFactory(from_claim=shared[1], to_claim=shared[0], reason="Says the opposite.")


def test_it_is_the_largest_distance_whether_or_not_claims_dispute_each_other():
    dispute(*place(make.TopicFactory(), -1, 1))
    far = place(make.TopicFactory(), 2, -2)
    found = clash()
    assert [side.cell.state.stance for side in found.sides] == far[::-1]
    assert found.reason == ""


@pytest.mark.parametrize("positions", [(), (2,), (0, 1), (1, 2), (2, 2)])
def test_without_opposites_there_is_none(positions):
    place(make.TopicFactory(), *positions)
    assert clash() is None


@pytest.mark.parametrize(
    "evidence", [{"mode": Mode.CONDITIONAL}, {"basis": Basis.CONTEXTUAL}, {"asserter": "somebody else"}]
)
def test_both_need_scoring_evidence(evidence):
    topic = make.TopicFactory()
    [one] = place(topic, -2)
    [other] = place(topic, 2, claims=0)
    if "asserter" in evidence:
        evidence = {"asserter": make.SpeakerFactory()}
    make.make_claim(speaker=other.speaker, episode=other.episode, topic=topic, **evidence)
    assert clash() is None
    scoring = make.make_claim(speaker=other.speaker, episode=other.episode, topic=topic)
    assert [side.claim.record for side in clash().sides] == [one.speaker.claims.get(), scoring]


def test_of_two_as_far_apart_claims_that_dispute_each_other_are_shown():
    one, other = place(make.TopicFactory(), -2, 2)
    relation = dispute(one, other)
    found = clash()
    assert [side.claim.record for side in found.sides] == [relation.to_claim, relation.from_claim]
    assert found.reason == "Says the opposite."


def test_own_words_go_before_summaries_where_two_pairs_are_as_far_apart():
    place(make.TopicFactory(ordinal=1), -2, 2, grade=Grade.SUMMARY)
    spoken = place(make.TopicFactory(ordinal=2), -2, 2)
    assert [side.cell.state.stance for side in clash().sides] == spoken


def test_the_quotation_shown_scores_and_is_the_shortest_in_own_words():
    topic = make.TopicFactory()
    one, _ = place(topic, -2, 2)
    claim = one.speaker.claims.get()
    passage = claim.evidence.get().passage
    short = make.EvidenceFactory(claim=claim, passage=passage, exact=passage.text[:9])
    make.EvidenceFactory(claim=claim, passage=passage, exact=passage.text[:4], mode=Mode.CONDITIONAL)
    assert clash().sides[0].quoted.evidence == short
