"""The read-only endpoints: lists in their order for few queries, and the comparison of speakers on a topic."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Basis, Bearing, Grade
from tests import factories as make
from tests.api.conftest import NOUNS
from tests.indexes import index_everything

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
    with open_edit():
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
        make.mark_read(episode.sources.all(), read)
    assert column(get, speaker)["silence"] == silence


@pytest.mark.slow  # makes much of everything, to count what it costs
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


def test_letters_beyond_ascii_are_written_as_they_are(client):
    make.SpeakerFactory(name="Jürgen Schmidhuber")
    assert "Jürgen" in client.get("/api/v1/speakers/").content.decode()


def test_the_newest_episode_comes_first(get):
    for slug, date in (("old", datetime.date(2018, 1, 1)), ("none", None), ("new", datetime.date(2020, 1, 1))):
        make.EpisodeFactory(slug=slug, date=date)
    assert [row["slug"] for row in get("episodes/")["results"]] == ["new", "old", "none"]


def make_row(noun):
    """Make a row of a noun with everything that its JSON refers to."""
    if noun == "episodes":
        return make.make_episode()
    if noun == "claims":
        claim = make.make_claim()
        make.EvidenceFactory(claim=claim)
        return claim
    if noun == "stances":
        return make.make_stance()
    if noun == "passages":
        question = make.PassageFactory()
        return make.PassageFactory(source=question.source, speaker=make.SpeakerFactory(), answers=question)
    if noun == "series":
        return make.SeriesFactory()
    return getattr(make, f"{noun.removesuffix('s').title()}Factory")()


@pytest.mark.parametrize("rows", [20, pytest.param(200, marks=pytest.mark.slow)])
@pytest.mark.parametrize("noun", [*NOUNS, "search"])
def test_a_list_costs_as_many_queries_for_many_rows_as_for_one(get, noun, rows):
    counts = []
    for more in (1, rows - 1):
        with open_edit():
            for _ in range(more):
                make_row("claims" if noun == "search" else noun)
        index_everything()
        asked = {"type": "claim"} if noun == "search" else {}
        with CaptureQueriesContext(connection) as queries:
            results = get(f"{noun}/", page_size=200, **asked)["results"]
        assert len(results) >= more
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("noun", ["sources", "passages", "claims"])
def test_no_list_loads_the_text_of_documents(get, noun):
    make_row(noun)
    with CaptureQueriesContext(connection) as queries:
        get(f"{noun}/")
    selected = [query["sql"].replace('LENGTH("explorer_source"."text")', "") for query in queries]
    assert not any('"explorer_source"."text"' in sql or '"explorer_source"."raw"' in sql for sql in selected)


def test_an_empty_list_is_a_list(get):
    assert get("claims/") == {"count": 0, "next": None, "previous": None, "results": []}
