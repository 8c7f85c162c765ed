"""Lists: pages, equality filters, and a number of queries that no number of rows changes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.indexes import index_everything

pytestmark = pytest.mark.django_db

NOUNS = [
    "series",
    "episodes",
    "speakers",
    "topics",
    "claims",
    "stances",
    "sources",
    "passages",
    "relations",
    "contrasts",
]


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


def test_pages_follow_each_other_to_the_end(get, client):
    for _ in range(5):
        make.TopicFactory()
    page, seen = get("topics/", page_size=2), []
    assert page["count"] == 5
    assert page["previous"] is None
    while True:
        seen += [row["slug"] for row in page["results"]]
        if page["next"] is None:
            break
        page = client.get(page["next"]).json()
    assert page["previous"] is not None
    assert len(seen) == len(set(seen)) == 5


def test_a_page_has_fifty_rows_when_nothing_is_said(get):
    for _ in range(51):
        make.SpeakerFactory()
    assert len(get("speakers/")["results"]) == 50
    assert len(get("speakers/", page_size=200)["results"]) == 51


@pytest.mark.parametrize("size", ["0", "-1", "201", "1000", "many", "", "²", "1" * 5000])
def test_a_page_size_out_of_range_is_refused(get, size):
    problem = get("topics/", status=400, page_size=size)
    assert problem["errors"] == [{"parameter": "page_size", "detail": "Use a number of rows from 1 to 200."}]


@pytest.mark.parametrize("page", ["0", "2", "-1", "first", "9" * 5000])
def test_a_page_that_does_not_exist_is_a_404(get, page):
    make.TopicFactory()
    assert get("topics/", status=404, page=page)["detail"].startswith("There is no such page;")


def test_an_empty_list_is_a_list(get):
    assert get("claims/") == {"count": 0, "next": None, "previous": None, "results": []}


@pytest.fixture
def claim():
    """Return one claim among others that differ from it in everything."""
    make.make_stance()
    claim = make.make_claim()
    make.StanceFactory(speaker=claim.speaker, topic=claim.topics.get(), episode=claim.episode)
    make.RelationFactory()
    make.RelationFactory(to_claim=claim)
    make.ContrastFactory()
    make.ContrastFactory(topic=claim.topics.get())
    make.PassageFactory(source=make.SourceFactory(episode=claim.episode))
    return claim


@pytest.mark.parametrize(
    ("noun", "parameter", "expected"),
    [
        ("claims", "speaker", 1),
        ("claims", "topic", 1),
        ("claims", "episode", 1),
        ("stances", "speaker", 1),
        ("stances", "topic", 1),
        ("stances", "episode", 1),
        ("sources", "episode", 2),
        ("passages", "episode", 2),
        ("passages", "source", 1),
        ("relations", "claim", 1),
        ("contrasts", "topic", 1),
    ],
)
def test_a_list_is_narrowed_to_what_belongs_to_a_row(get, claim, noun, parameter, expected):
    slugs = {
        "speaker": claim.speaker.slug,
        "topic": claim.topics.get().slug,
        "episode": claim.episode.slug,
        "source": claim.evidence.get().source.slug,
        "claim": claim.slug,
    }
    everything = get(f"{noun}/")["count"]
    narrowed = get(f"{noun}/", **{parameter: slugs[parameter]})
    assert narrowed["count"] == len(narrowed["results"]) == expected < everything


def test_filters_hold_together(get, claim):
    other = make.TopicFactory()
    assert get("claims/", speaker=claim.speaker.slug, topic=other.slug)["count"] == 0


def test_a_claim_on_two_topics_is_listed_once(get, claim):
    make.ClaimTopicFactory(claim=claim)
    assert get("claims/", topic=claim.topics.first().slug)["count"] == 1


@pytest.mark.parametrize("value", ["nobody", "", "a\x00b", "ünknown"])
@pytest.mark.parametrize(
    ("noun", "parameter"),
    [
        ("claims", "speaker"),
        ("stances", "topic"),
        ("passages", "source"),
        ("relations", "claim"),
        ("sources", "episode"),
    ],
)
def test_a_filter_that_names_nothing_is_refused_by_name(get, noun, parameter, value):
    problem = get(f"{noun}/", status=400, **{parameter: value})
    [error] = problem["errors"]
    assert error["parameter"] == parameter
    assert f"There is no {parameter} " in error["detail"]
    assert value in error["detail"]
