"""Series and episodes as programs read them."""

import pytest

from tests import factories as make
from tests.api.serializers.conftest import SITE

pytestmark = pytest.mark.django_db


def test_a_series(both):
    make.SeriesFactory(slug="lex", title="Lex", url="https://lex.example")
    assert both("series", "lex") == {
        "slug": "lex",
        "title": "Lex",
        "homepage": "https://lex.example",
        "url": f"{SITE}/api/v1/series/lex/",
    }


def test_an_episode(get, both):
    guest, host = make.SpeakerFactory(slug="guest"), make.SpeakerFactory(slug="host")
    episode = make.make_episode(guest=guest, host=host, slug="lex-4", title="Talk", number=4)
    assert both("episodes", "lex-4") == {
        "slug": "lex-4",
        "title": "Talk",
        "number": 4,
        "date": "2019-08-31",
        "series": episode.series.slug,
        "appearances": [{"speaker": "guest", "role": "guest"}, {"speaker": "host", "role": "host"}],
        "sources": [episode.sources.get().slug],
        "url": f"{SITE}/episodes/lex-4/",
    }


def test_an_undated_episode_of_no_series(both):
    make.EpisodeFactory(slug="alone", series=None, number=None, date=None)
    row = both("episodes", "alone")
    assert (row["series"], row["number"], row["date"]) == (None, None, None)
