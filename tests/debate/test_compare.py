import datetime

import pytest

from explorer.coding.vocabulary import Basis, Bearing, Confidence, Silence, Status
from explorer.debate.compare import compare, fetch_contrasts, survey
from explorer.models import Evidence
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_columns_come_in_the_order_asked_for():
    topic = make.TopicFactory()
    first, second = make.SpeakerFactory(name="Zed"), make.SpeakerFactory(name="Abe")

    comparison = compare(topic, [first, second])

    assert [column.speaker for column in comparison.columns] == [first, second]


def test_a_stance_rests_on_its_speakers_claims_of_position_in_its_episode():
    stance = make.make_stance(2, claims=2)
    make.make_claim(speaker=stance.speaker, topic=stance.topic, episode=stance.episode, bearing=Bearing.CONTEXT)
    make.make_claim(speaker=stance.speaker, topic=stance.topic)  # another episode

    (column,) = compare(stance.topic, [stance.speaker]).columns

    assert column.stance is not None
    assert len(column.stance.claims) == 2
    assert len(column.claims) == 4
    assert column.stance.confidence == Confidence.HIGH
    assert column.stance.label == "Firmly: It is"


def test_a_reported_view_stands_in_its_own_lane_and_gives_no_position():
    topic, absent, guest = make.TopicFactory(), make.SpeakerFactory(), make.SpeakerFactory()
    episode = make.make_episode(guest=guest)
    make.make_claim(speaker=absent, topic=topic, episode=episode, asserter=guest)

    (column,) = compare(topic, [absent]).columns

    assert column.claims == ()
    assert len(column.reported) == 1
    assert column.position is None
    assert column.silence == Silence.NO_SOURCE


def test_a_claim_with_direct_and_reported_evidence_is_the_holders_own():
    topic, guest = make.TopicFactory(), make.SpeakerFactory()
    claim = make.make_claim(speaker=guest, topic=topic)
    make.EvidenceFactory(claim=claim, asserter=make.SpeakerFactory(), basis=Basis.CONTEXTUAL)

    (column,) = compare(topic, [guest]).columns

    assert [len(item.quoted) for item in column.claims] == [2]
    assert column.reported == ()


def test_blanks_are_told_apart():
    topic = make.TopicFactory(added=datetime.date(2024, 1, 1))
    nowhere = make.SpeakerFactory()
    unread, read, reopened = make.SpeakerFactory(), make.SpeakerFactory(), make.SpeakerFactory()
    for guest, day in [(unread, None), (read, datetime.date(2024, 1, 1)), (reopened, datetime.date(2023, 12, 31))]:
        episode = make.EpisodeFactory()
        make.AppearanceFactory(episode=episode, speaker=guest)
        make.SourceFactory(episode=episode, read_in_full=day)

    columns = compare(topic, [nowhere, unread, read, reopened]).columns

    assert [column.silence for column in columns] == [
        Silence.NO_SOURCE,
        Silence.NOT_READ,
        Silence.NOT_DISCUSSED,
        Silence.NOT_READ,
    ]


def test_one_unread_document_of_several_leaves_the_blank_open():
    topic, guest = make.TopicFactory(), make.SpeakerFactory()
    episode = make.make_episode(guest=guest)
    make.SourceFactory(episode=episode, read_in_full=None)

    (column,) = compare(topic, [guest]).columns

    assert column.silence == Silence.NOT_READ


def test_context_alone_leaves_a_guest_silent_with_nearest_passages():
    topic, guest = make.TopicFactory(), make.SpeakerFactory()
    make.make_claim(speaker=guest, topic=topic, bearing=Bearing.CONTEXT)

    (column,) = compare(topic, [guest]).columns

    assert column.silence == Silence.TOOK_NO_SIDE
    assert len(column.claims) == 1


def test_a_claim_of_position_without_a_stance_is_no_silence_and_no_position():
    topic, guest = make.TopicFactory(), make.SpeakerFactory()
    make.make_claim(speaker=guest, topic=topic)

    (column,) = compare(topic, [guest]).columns

    assert column.silence is None
    assert column.stance is None


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW])
def test_what_is_not_published_is_not_there(status):
    stance = make.make_stance(2, status=status, claims=0)
    make.make_claim(speaker=stance.speaker, topic=stance.topic, episode=stance.episode, status=status)

    (column,) = compare(stance.topic, [stance.speaker]).columns

    assert column.stance is None
    assert column.claims == ()
    assert column.silence == Silence.NOT_DISCUSSED


def test_the_newest_dated_stance_leads_and_an_undated_one_never_does():
    topic, guest = make.TopicFactory(), make.SpeakerFactory()
    days = [datetime.date(2018, 1, 1), None, datetime.date(2022, 1, 1)]
    stances = [
        make.make_stance(1, speaker=guest, topic=topic, episode=make.make_episode(guest=guest, date=day))
        for day in days
    ]

    (column,) = compare(topic, [guest]).columns

    assert column.stance is not None
    assert column.stance.record == stances[2]
    assert [earlier.as_of for earlier in column.earlier] == [days[0], None]


def test_a_survey_keeps_topics_apart():
    guest = make.SpeakerFactory()
    one, other = make.TopicFactory(), make.TopicFactory()
    make.make_stance(-1, speaker=guest, topic=one)
    make.make_stance(2, speaker=guest, topic=other)

    positions = [comparison.columns[0].position for comparison in survey([other, one], [guest])]

    assert positions == [2, -1]


def test_contrasts_are_shown_only_between_the_chosen():
    contrast = make.ContrastFactory()
    make.ContrastFactory(topic=contrast.topic, first=contrast.first)

    columns = compare(contrast.topic, [contrast.first, contrast.second]).columns

    assert fetch_contrasts(contrast.topic, columns) == [contrast]


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize(("guests", "claims"), [(1, 1), (12, 1), (1, 12), (6, 6)])
def test_a_comparison_costs_five_queries_whatever_its_size(django_assert_num_queries, guests, claims):
    topic = make.TopicFactory()
    speakers = [make.make_stance(1, topic=topic, claims=claims).speaker for _ in range(guests)]

    with django_assert_num_queries(5):
        comparison = compare(topic, speakers)
        for column in comparison.columns:
            assert column.stance is not None
            assert column.stance.label
            assert column.stance.as_of
            for item in column.claims:
                for quoted in item.quoted:
                    assert quoted.evidence.chain
                    assert quoted.evidence.get_absolute_url()
                    assert quoted.evidence.source.episode.short_title
    assert Evidence.objects.count() == guests * claims
