"""Claims: what carries them, how they are found by what they are about, and when a retraction is whole."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Basis, Bearing, Grade, Mode, Status
from explorer.models import Claim, ClaimTopic
from explorer.models.claims import fetch_topics
from tests import factories as make
from tests.models.breaches import check_refused, second, twice, update

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 1, 1)

BREACHES = [
    ("claim_status_known", lambda: update(make.ClaimFactory, status="live")),
    ("claim_role_known", lambda: update(make.ClaimFactory, role="insult")),
    ("claim_has_a_statement", lambda: update(make.ClaimFactory, statement="")),
    ("claim_retraction_is_whole", lambda: update(make.ClaimFactory, status="retracted")),
    ("claim_retraction_is_whole", lambda: update(make.ClaimFactory, retracted_on=DAY)),
    ("claim_retraction_is_whole", lambda: update(make.ClaimFactory, retraction_reason="Misheard.")),
    ("claim_retraction_is_whole", lambda: update(make.ClaimFactory, status="retracted", retracted_on=DAY)),
    ("claim_linked_once_to_a_topic", lambda: second(make.ClaimTopicFactory, ["claim", "topic"], bearing="context")),
    ("claim_topic_bearing_known", lambda: update(make.ClaimTopicFactory, bearing="against")),
]


@pytest.mark.parametrize(("name", "breach"), BREACHES)
def test_the_database_refuses_a_breach(name, breach):
    check_refused(name, breach)


def test_a_slug_names_one_claim():
    check_refused("claim_slug", lambda: twice(make.ClaimFactory))


def test_a_whole_retraction_is_kept():
    claim = make.ClaimFactory(status="retracted", retracted_on=DAY, retraction_reason="Misheard.")
    assert Claim.objects.get(pk=claim.pk).retraction_reason == "Misheard."


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"status": Status.RETRACTED, "retracted_on": DAY}, "Give the day and the reason"),
        ({"status": Status.RETRACTED, "retraction_reason": "Misheard."}, "Give the day and the reason"),
        ({"status": Status.PUBLISHED, "retracted_on": DAY}, "Only a retracted claim has a day"),
        ({"status": Status.DRAFT, "retraction_reason": "Misheard."}, "Only a retracted claim has a day"),
    ],
)
def test_half_a_retraction_is_refused_at_the_form(fields, message):
    with pytest.raises(ValidationError, match=message):
        Claim(**fields).clean()


def test_the_holders_own_words_go_before_what_others_report():
    claim = make.make_claim(mode=Mode.CONDITIONAL, grade=Grade.QUOTATION)
    make.EvidenceFactory(claim=claim, asserter=make.SpeakerFactory(), basis=Basis.CONTEXTUAL)
    assert (claim.mode, claim.grade, claim.is_reported) == (Mode.CONDITIONAL, Grade.QUOTATION, False)
    make.EvidenceFactory(claim=claim, mode=Mode.HEDGED)
    assert (claim.mode, claim.grade) == (Mode.HEDGED, Grade.TRANSCRIPT)


def test_a_view_that_only_others_report_has_their_mode_and_no_grade_of_its_own():
    claim = make.make_claim(asserter=make.SpeakerFactory(), mode=Mode.HEDGED)
    assert (claim.mode, claim.grade, claim.is_reported) == (Mode.HEDGED, None, True)
    bare = make.ClaimFactory()
    assert (bare.mode, bare.grade, bare.is_reported) == (None, None, True)


def test_own_claims_are_told_from_those_that_somebody_reports():
    own = make.make_claim()
    reporter = make.SpeakerFactory()
    make.EvidenceFactory.create_batch(2, claim=own)
    reported = make.make_claim(speaker=own.speaker, asserter=reporter)
    make.make_claim(speaker=reporter)
    assert list(Claim.objects.held_by(own.speaker).in_own_name()) == [own]
    assert list(Claim.objects.reported_by(reporter)) == [reported]
    assert dict(Claim.objects.count_by_holder()) == {own.speaker.pk: 2, reporter.pk: 1}


def test_a_claim_is_found_once_by_any_of_its_topics_and_documents():
    claim, other = make.make_claim(), make.make_claim()
    topics = [claim.topics.get(), make.ClaimTopicFactory(claim=claim, bearing=Bearing.CONTEXT).topic]
    make.EvidenceFactory(claim=claim)
    assert list(Claim.objects.about(topics)) == [claim]
    assert [list(Claim.objects.linked_to(topic)) for topic in topics] == [[claim], [claim]]
    assert list(Claim.objects.quoting(claim.evidence.first().source)) == [claim]
    assert list(Claim.objects.in_episode(other.episode)) == [other]


def test_topics_of_claims_at_hand_are_fetched_in_one_query(django_assert_num_queries):
    with open_edit():
        for _ in range(5):
            make.make_claim()
    claims = list(Claim.objects.all())
    with django_assert_num_queries(1):
        fetch_topics(claims)
        assert all(link.topic.question for claim in claims for link in claim.topic_links.all())


@pytest.mark.parametrize("count", [1, 12])
def test_claims_are_fetched_with_their_chain_in_two_queries(django_assert_num_queries, count):
    with open_edit():
        for _ in range(count):
            make.make_claim()
    with django_assert_num_queries(2):
        assert all(piece.chain for claim in Claim.objects.with_evidence() for piece in claim.evidence.all())


def test_links_stand_while_their_claims_are_not_retracted_and_show_once_those_are_published():
    public, draft = make.make_claim(), make.make_claim(status=Status.DRAFT)
    make.make_claim(status=Status.RETRACTED, retracted_on=DAY, retraction_reason="Misheard.")
    assert {link.claim for link in ClaimTopic.objects.not_retracted()} == {public, draft}
    assert [link.claim for link in ClaimTopic.objects.published()] == [public]
    assert [link.claim for link in ClaimTopic.objects.held_by_any([draft.speaker])] == [draft]
    assert [link.claim for link in ClaimTopic.objects.in_episodes([draft.episode_id])] == [draft]


def test_a_link_has_a_point_of_its_own_topic_only():
    point = make.PointFactory()
    link = make.ClaimTopicFactory.build(claim=make.ClaimFactory(), topic=point.topic, point=point)
    link.full_clean()
    link.topic = make.TopicFactory()
    with pytest.raises(ValidationError, match="point of another topic"):
        link.full_clean()


def test_a_position_lacks_a_point_where_its_topic_has_some():
    link = make.ClaimTopicFactory()
    assert not link.lacks_point([])
    assert link.lacks_point([link.topic_id])
    link.bearing = Bearing.CONTEXT
    assert not link.lacks_point([link.topic_id])


def test_a_stance_rests_on_its_speakers_position_on_its_topic_in_its_episode():
    stance = make.make_stance(1, claims=2)
    keys = (stance.topic_id, stance.speaker_id, stance.episode_id)
    make.make_claim(speaker=stance.speaker, topic=stance.topic)
    make.make_claim(topic=stance.topic, episode=stance.episode)
    make.make_claim(speaker=stance.speaker, topic=stance.topic, episode=stance.episode, bearing=Bearing.CONTEXT)
    assert ClaimTopic.objects.taking_position([keys]).count() == 2
    assert not ClaimTopic.objects.taking_position([])


@pytest.mark.parametrize("most", [1, 2, 3, 5, 9])
def test_the_few_newest_are_those_that_come_first_of_all(most):
    days = [None, DAY, DAY + datetime.timedelta(days=2), None, DAY, DAY + datetime.timedelta(days=1), None, DAY]
    with open_edit():
        for number, day in enumerate(days):
            claim = make.make_claim()
            made = datetime.datetime(2024, 1, 1 + number % 4, number, tzinfo=datetime.UTC)
            Claim.objects.filter(pk=claim.pk).update(published_on=day, created_at=made)
    assert list(Claim.objects.newest(most)[:most]) == list(Claim.objects.newest())[:most]
    held = Claim.objects.held_by(Claim.objects.newest()[1].speaker)
    assert list(held.newest(most)) == list(held)
