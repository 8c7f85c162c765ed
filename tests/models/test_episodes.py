"""Episodes: what they are called, where they can be heard, who took part, and which links are web addresses."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from explorer.changes.edit import open_edit
from explorer.models import Episode
from explorer.models.episodes import check_links
from explorer.recordings import spotify, youtube
from tests import factories as make
from tests.models.breaches import check_refused, second, update

pytestmark = pytest.mark.django_db

BREACHES = [
    ("episode_number_once_in_its_series", lambda: second(make.EpisodeFactory, ["series", "number"])),
    ("appearance_once_per_episode", lambda: second(make.AppearanceFactory, ["episode", "speaker"], role="host")),
    ("appearance_role_known", lambda: update(make.AppearanceFactory, role="judge")),
    (
        "label_once_per_episode",
        lambda: [
            episode.labels.create(label="A", speaker=make.SpeakerFactory()) for episode in [make.EpisodeFactory()] * 2
        ],
    ),
]


@pytest.mark.parametrize(("name", "breach"), BREACHES)
def test_the_database_refuses_a_breach(name, breach):
    check_refused(name, breach)


def test_links_are_titles_with_web_addresses():
    check_links([])
    check_links([{"title": "Page", "url": "https://example.org/1"}])


@pytest.mark.parametrize(
    "value",
    [
        {"title": "Page", "url": "https://example.org"},
        ["https://example.org"],
        [{"title": "", "url": "https://example.org"}],
        [{"url": "https://example.org"}],
        [{"title": "Page", "url": "https://example.org", "rel": "x"}],
        [{"title": "Page", "url": "javascript:alert(1)"}],
        [{"title": "Page", "url": "ftp://example.org"}],
        None,
    ],
)
def test_anything_else_is_no_list_of_links(value):
    with pytest.raises(ValidationError):
        check_links(value)


def test_an_episode_is_called_after_its_series_and_number_or_its_title():
    series = make.SeriesFactory(title="Talks")
    named = [
        make.EpisodeFactory.build(title="On scale", series=series, number=4),
        make.EpisodeFactory.build(title="On scale", series=series, number=0),
        make.EpisodeFactory.build(title="On scale", series=series, number=None),
        make.EpisodeFactory.build(title="On scale", series=None, number=4),
    ]
    assert [str(episode) for episode in named] == ["Talks #4", "Talks #0", "Talks", "On scale"]


def test_a_conversation_can_be_heard_where_its_ids_are_known():
    assert Episode().recordings == []
    assert Episode(youtube_id="yt1", spotify_id="sp1").recordings == [youtube("yt1"), spotify("sp1")]


def test_the_newest_comes_first_and_what_has_no_date_last():
    undated = make.EpisodeFactory(date=None)
    old, new = (make.EpisodeFactory(date=datetime.date(year, 1, 1)) for year in (2018, 2022))
    assert list(Episode.objects.all()) == [new, old, undated]


def test_episodes_come_with_their_people_and_documents_without_the_texts(django_assert_num_queries):
    guest = make.SpeakerFactory()
    with open_edit():
        for _ in range(3):
            make.make_episode(guest=guest)
    make.EpisodeFactory()
    with django_assert_num_queries(4):
        found = list(Episode.objects.with_people().with_sources().featuring(guest))
        assert all(part.speaker.name for episode in found for part in episode.appearances.all())
        sources = [source for episode in found for source in episode.sources.all()]
    assert len(found) == len(sources) == 3
    assert sources[0].get_deferred_fields() == {"raw", "text"}


def test_names_are_listed_without_making_records(django_assert_num_queries):
    alone = make.EpisodeFactory(slug="alone", title="Alone", series=None)
    second = make.EpisodeFactory(slug="second", title="On scale", series=make.SeriesFactory(title="Talks"), number=2)
    with django_assert_num_queries(1):
        names = Episode.objects.list_names()
    assert sorted(names) == [("alone", alone.short_title, "Alone"), ("second", "Talks #2", "On scale")]
    assert second.short_title == "Talks #2"
