"""The comparison: whole stances and claims, in the order asked for, silences told apart."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.coding.vocabulary import Basis, Bearing, Grade
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return make.TopicFactory(slug="scaling", added=datetime.date(2020, 1, 1))


def column(get, speaker):
    [column] = get("compare/", topic="scaling", speakers=speaker.slug)["columns"]
    assert column["speaker"] == speaker.slug
    return column


def test_columns_hold_whole_stances_and_claims(get, topic):
    stance = make.make_stance(topic=topic)
    shown = column(get, stance.speaker)
    [claim] = shown["claims"]
    assert shown["stance"] == get(f"stances/{stance.pk}/")
    assert claim == get(f"claims/{claim['slug']}/")
    assert (shown["earlier"], shown["reported"], shown["silence"]) == ([], [], None)


def test_columns_come_in_the_order_asked_for(get, topic):
    slugs = [make.make_stance(topic=topic).speaker.slug for _ in range(3)]
    for order in (slugs, slugs[::-1]):
        answer = get("compare/", topic="scaling", speakers=",".join(order))
        assert answer["topic"] == "scaling"
        assert [one["speaker"] for one in answer["columns"]] == order


def test_a_repeated_parameter_means_the_same_as_a_list(get, topic):
    a, b = (make.make_stance(topic=topic).speaker.slug for _ in range(2))
    assert get("compare/", topic="scaling", speakers=[b, a, b]) == get("compare/", topic="scaling", speakers=f"{b},{a}")


def test_every_guest_has_a_column_when_nobody_is_named(get, topic):
    guest, host = make.SpeakerFactory(slug="guest"), make.SpeakerFactory(slug="host")
    make.make_episode(guest=guest, host=host)
    assert [one["speaker"] for one in get("compare/", topic="scaling")["columns"]] == ["guest"]


def test_naming_an_empty_list_gives_no_column(get, topic):
    make.make_episode()
    assert get("compare/", topic="scaling", speakers="")["columns"] == []


def test_the_newest_stance_leads_and_earlier_ones_follow(get, topic):
    speaker = make.SpeakerFactory()
    for year in (2018, 2021, 2016):
        episode = make.make_episode(guest=speaker, date=datetime.date(year, 1, 1))
        make.make_stance(topic=topic, speaker=speaker, episode=episode)
    shown = column(get, speaker)
    assert shown["stance"]["as_of"] == "2021-01-01"
    assert [stance["as_of"] for stance in shown["earlier"]] == ["2018-01-01", "2016-01-01"]


def test_what_others_report_has_a_lane_of_its_own(get, topic):
    speaker = make.SpeakerFactory()
    claim = make.make_claim(
        speaker=speaker, topic=topic, asserter=make.SpeakerFactory(), basis=Basis.NARRATED, grade=Grade.SUMMARY
    )
    shown = column(get, speaker)
    assert [one["slug"] for one in shown["reported"]] == [claim.slug]
    assert (shown["claims"], shown["stance"]) == ([], None)


def test_a_claim_of_context_is_shown_with_its_bearing(get, topic):
    claim = make.make_claim(topic=topic, bearing=Bearing.CONTEXT)
    [shown] = column(get, claim.speaker)["claims"]
    assert shown["bearings"] == {"scaling": "context"}


@pytest.mark.parametrize(
    ("read", "silence"),
    [("2020-01-01", "not-discussed"), ("2019-12-31", "not-read"), (None, "not-read"), ("no source", "no-source")],
)
def test_silences_are_told_apart(get, topic, read, silence):
    speaker = make.SpeakerFactory()
    episode = make.make_episode(guest=speaker)
    if read == "no source":
        episode.sources.all().delete()
    else:
        episode.sources.update(read_in_full=read)
    assert column(get, speaker)["silence"] == silence


def test_a_comparison_costs_as_many_queries_for_twenty_speakers_as_for_one(get, topic):
    counts = []
    for speakers in (1, 19):
        for _ in range(speakers):
            stance = make.make_stance(topic=topic)
            make.ClaimTopicFactory(claim=stance.speaker.claims.get())
        with CaptureQueriesContext(connection) as queries:
            get("compare/", topic="scaling")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_missing_topic_is_refused(get, topic):
    for query in ({}, {"topic": ""}):
        [error] = get("compare/", status=400, **query)["errors"]
        assert error["parameter"] == "topic"
        assert "Say which topic" in error["detail"]


def test_an_unknown_topic_is_refused_by_name(get, topic):
    problem = get("compare/", status=400, topic="nothing")
    assert problem["detail"].startswith("There is no topic nothing;")


def test_unknown_speakers_are_refused_by_name(get, topic):
    known = make.SpeakerFactory().slug
    problem = get("compare/", status=400, topic="scaling", speakers=f"no-one,{known},nobody")
    assert "There is no speaker no-one or nobody;" in problem["detail"]
    assert problem["errors"][0]["parameter"] == "speakers"
