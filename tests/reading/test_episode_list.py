"""The list of episodes, a page at a time: by year, by series, by words, in an order."""

import pytest
from django.http import QueryDict

from explorer.changes.edit import open_edit
from explorer.reading import episode_list
from explorer.reading.episode_list import EpisodeFilter, EpisodeYear, list_episodes
from tests import factories as make

pytestmark = pytest.mark.django_db


def listed(query=""):
    return list_episodes(EpisodeFilter.read(QueryDict(query)))


def titles(query=""):
    return [episode.title for episode in listed(query).page.rows]


@pytest.fixture
@open_edit()
def episodes():
    """Make three episodes: of 2019 and 2020 in one series, and one without a date in another."""
    talks, tables = make.SeriesFactory(slug="talks", title="Talks"), make.SeriesFactory(slug="tables", title="Tables")
    ada = make.SpeakerFactory(name="Ada Guest", aliases=["Countess"])
    old = make.EpisodeFactory(title="Old", series=talks, date="2019-03-01")
    make.AppearanceFactory(episode=old, speaker=ada)
    new = make.EpisodeFactory(title="New", series=talks, date="2020-03-01")
    return old, new, make.EpisodeFactory(title="Bare", series=tables, date=None)


def test_the_newest_come_first_and_those_without_a_date_last_in_every_order(episodes):
    assert titles() == ["New", "Old", "Bare"]
    assert titles("sort=oldest") == ["Old", "New", "Bare"]
    assert titles("sort=title") == ["Bare", "New", "Old"]


def test_a_series_a_year_and_words_narrow_the_list(episodes):
    assert titles("series=talks") == ["New", "Old"]
    assert titles("year=2019") == ["Old"]
    assert titles("year=undated") == ["Bare"]
    assert titles("q=old+guest") == titles("q=countess") == ["Old"]
    assert titles("q=talks&year=2020") == ["New"]
    assert titles("q=nothing") == []


def test_the_years_of_what_is_asked_for_are_counted_whatever_year_is_chosen(episodes):
    assert listed("series=talks&year=2019").years == [EpisodeYear("2020", 1), EpisodeYear("2019", 1)]
    assert [(one.slug, one.number) for one in listed().series] == [("tables", 1), ("talks", 2)]


def test_what_no_episode_has_is_said_and_left_out(episodes):
    found = listed("series=none&year=1800&sort=odd")
    assert found.unknown == [("series", "none"), ("year", "1800"), ("sort", "odd")]
    assert len(found.page.rows) == 3


def test_a_long_list_is_grouped_by_year(episodes, monkeypatch):
    assert [year for year, _ in listed().groups] == [""]
    monkeypatch.setattr(episode_list, "MOST_LISTED", 2)
    assert [(year, [episode.title for episode in group]) for year, group in listed().groups] == [
        ("2020", ["New"]),
        ("2019", ["Old"]),
    ]
    assert [year for year, _ in listed("page=2").groups] == ["undated"]
    assert [year for year, _ in listed("sort=title").groups] == [""]


def test_an_address_leads_back_to_what_it_asks_for():
    query = "?q=ada&series=talks&year=2019&sort=oldest&page=2"
    asked = EpisodeFilter.read(QueryDict(query[1:]))
    assert asked.query_string == query
    assert asked.of_year("").query_string == "?q=ada&series=talks&sort=oldest"
    assert EpisodeFilter.read(QueryDict("sort=newest&series=&year=")).query_string == ""


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("count", [1, 12])
def test_it_costs_eight_queries_however_many_episodes_there_are(django_assert_num_queries, count):
    with open_edit():
        for _ in range(count):
            make.make_stance(1)
    with django_assert_num_queries(8):
        assert all(episode.sources.all() and episode.appearances.all() for episode in listed().page.rows)
