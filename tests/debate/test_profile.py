"""One person across every topic: what they say, where they are silent, what others say of them and they of others."""

import datetime

import pytest

from explorer.coding.vocabulary import AppearanceRole, Basis, Bearing, ClaimRole, Silence, Status
from explorer.debate import profile as profiles
from explorer.debate.profile import build_profile
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return make.SpeakerFactory(slug="ada")


def test_there_is_a_row_for_every_topic_with_whom_they_part_there(ada):
    one, other = make.TopicFactory(), make.TopicFactory()
    make.make_stance(1, speaker=ada, topic=one)
    contrast = make.ContrastFactory(topic=one, first=ada)
    profile = build_profile(ada, [other, one])
    assert [(row.topic, row.column.position) for row in profile.rows] == [(other, None), (one, 1)]
    assert [[seen.contrast for seen in row.contrasts] for row in profile.rows] == [[], [contrast]]
    assert [row.topic for row in profile.spoken] == [one]


def test_topics_are_blank_by_kind_and_where_no_side_was_taken_first(ada):
    near, blank, later = (make.TopicFactory(added=datetime.date(year, 1, 1)) for year in (2020, 2021, 2030))
    claim = make.make_claim(speaker=ada, topic=near, bearing=Bearing.CONTEXT)
    found = [(one.silence, one.topics) for one in build_profile(ada, [blank, later, near]).blanks]
    assert found == [
        (Silence.TOOK_NO_SIDE, (near,)),
        (Silence.NOT_READ, (later,)),
        (Silence.NOT_DISCUSSED, (blank,)),
    ]
    assert build_profile(claim.episode.appearances.get(role="host").speaker, [near]).is_guest is False


def test_claims_are_listed_once_and_by_the_part_they_play(ada):
    claim = make.make_claim(speaker=ada, role=ClaimRole.PREDICTION)
    topics = [claim.topics.get(), make.ClaimTopicFactory(claim=claim).topic]
    make.make_claim(speaker=ada, topic=topics[0])
    profile = build_profile(ada, topics)
    assert profile.tally.own == 2
    assert [(role, [item.record for item in items]) for role, items in profile.by_role] == [
        (ClaimRole.PREDICTION, [claim])
    ]


def test_what_others_report_gives_no_voice_of_their_own(ada):
    reporter = make.SpeakerFactory()
    claim = make.make_claim(speaker=ada, episode=make.make_episode(guest=reporter), asserter=reporter)
    profile = build_profile(ada, [claim.topics.get()])
    assert [item.record for item in profile.reported] == [claim]
    assert (profile.tally.own, profile.has_own_voice, profile.is_guest) == (0, False, False)


def test_what_they_report_of_others_comes_with_their_own_reports_alone(ada):
    claim = make.make_claim(asserter=ada)
    make.EvidenceFactory(claim=claim, asserter=make.SpeakerFactory(), basis=Basis.CONTEXTUAL)
    make.make_claim(asserter=ada, status=Status.DRAFT)
    [report] = build_profile(ada, []).reports
    assert report.record == claim
    assert [quoted.evidence.asserter for quoted in report.quoted] == [ada]


def test_their_part_in_every_episode_is_told(ada):
    guested, hosted = make.make_episode(guest=ada), make.make_episode(host=ada)
    parts = {part.episode: part.role for part in build_profile(ada, []).parts}
    assert parts == {guested: AppearanceRole.GUEST, hosted: AppearanceRole.HOST}


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("count", [1, 8])
def test_it_costs_twenty_four_queries_at_most_however_much_there_is(django_assert_max_num_queries, ada, count):
    topics = [make.make_stance(1, speaker=ada).topic for _ in range(count)]
    for topic in topics:
        make.ContrastFactory(topic=topic, first=ada)
        make.make_claim(topic=topic, asserter=ada)
    with django_assert_max_num_queries(24):
        profile = build_profile(ada, topics)
        assert all(seen.address for row in profile.rows for seen in row.contrasts)
        assert all(quoted.evidence.chain for item in (*profile.told, *profile.reports) for quoted in item.quoted)


def test_of_episodes_blanks_roles_and_reports_the_first_are_shown_and_all_are_counted(ada, monkeypatch):
    for name in ("MOST_OF_A_ROLE", "MOST_REPORTED", "MOST_PARTS", "MOST_BLANKS"):
        monkeypatch.setattr(profiles, name, 1)
    topics = [make.TopicFactory() for _ in range(2)]
    episodes = [make.make_episode(guest=ada, date=datetime.date(year, 1, 1)) for year in (2019, 2020)]
    for episode in episodes:
        make.make_claim(speaker=ada, episode=episode, role=ClaimRole.PREDICTION)
        make.make_claim(episode=episode, asserter=ada)
    profile = build_profile(ada, topics)
    assert ([part.episode for part in profile.parts], profile.part_count) == ([episodes[1]], 2)
    assert [(blank.topics, blank.more) for blank in profile.blanks] == [((topics[0],), 1)]
    assert [len(items) for _, items in profile.by_role] == [1]
    assert (len(profile.reports), profile.report_count, profile.tally.own) == (1, 2, 2)
