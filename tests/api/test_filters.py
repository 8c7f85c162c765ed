"""Lists narrowed and ordered by their address; what names nothing is refused by name."""

import pytest

from explorer.changes.edit import open_edit
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
@open_edit()
def claim():
    """Return one claim among others that differ from it in everything."""
    make.make_stance()
    claim = make.make_claim(topic=make.TopicFactory(theme="What it is"))
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
        ("topics", "theme", 1),
    ],
)
def test_a_list_is_narrowed_to_what_belongs_to_a_row(get, claim, noun, parameter, expected):
    slugs = {
        "speaker": claim.speaker.slug,
        "topic": claim.topics.get().slug,
        "episode": claim.episode.slug,
        "source": claim.evidence.get().source.slug,
        "claim": claim.slug,
        "theme": "what-it-is",
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
        ("topics", "theme"),
    ],
)
def test_a_filter_that_names_nothing_is_refused_by_name(get, noun, parameter, value):
    problem = get(f"{noun}/", status=400, **{parameter: value})
    [error] = problem["errors"]
    assert error["parameter"] == parameter
    assert f"There is no {parameter} " in error["detail"]
    assert value in error["detail"]


def test_unknown_speakers_are_refused_by_name(get):
    make.TopicFactory(slug="scaling")
    known = make.SpeakerFactory().slug
    problem = get("compare/", status=400, topic="scaling", speakers=f"no-one,{known},nobody")
    assert "There is no speaker no-one or nobody;" in problem["detail"]
    assert problem["errors"][0]["parameter"] == "speakers"


def test_lists_come_in_the_order_asked_for(get):
    for slug, name in (("a", "Zed"), ("b", "Ann"), ("c", "Ann")):
        make.SpeakerFactory(slug=slug, name=name)
    for ordering, slugs in {"name": "bca", "-name": "abc", "name,-slug": "cba"}.items():
        assert "".join(row["slug"] for row in get("speakers/", ordering=ordering)["results"]) == slugs


def test_rows_without_a_value_come_last(get):
    make.EpisodeFactory(slug="undated", date=None)
    make.EpisodeFactory(slug="dated")
    for ordering in ("date", "-date"):
        assert [row["slug"] for row in get("episodes/", ordering=ordering)["results"]] == ["dated", "undated"]


@pytest.mark.parametrize("ordering", ["", "nothing", "--name", "raw", "name__x", "?"])
def test_an_order_that_does_not_exist_is_refused(get, ordering):
    [error] = get("speakers/", status=400, ordering=ordering)["errors"]
    assert error["parameter"] == "ordering"
    assert "slug and name" in error["detail"]
