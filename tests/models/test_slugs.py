"""All kinds of record share one space of slugs."""

import pytest

from explorer.models.slugs import find_free_slug, is_taken, list_taken
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "factory",
    [
        *(make.SpeakerFactory, make.SeriesFactory, make.TopicFactory, make.EpisodeFactory),
        *(make.SourceFactory, make.ClaimFactory, make.PassageFactory),
    ],
)
def test_a_slug_is_taken_whatever_has_it(factory):
    assert not is_taken("scale")
    factory(slug="scale")
    assert is_taken("scale")
    assert find_free_slug("scale") == "scale-2"


def test_the_first_number_that_is_free_is_given():
    assert find_free_slug("scale") == "scale"
    for slug in ("scale", "scale-2", "scale-4", "scale-more"):
        make.SpeakerFactory(slug=slug)
    assert find_free_slug("scale") == "scale-3"
    assert find_free_slug("sca") == "sca"


def test_those_that_are_taken_are_named_in_order():
    make.SpeakerFactory(slug="talk-2")
    make.TopicFactory(slug="talk-1")
    make.TopicFactory(slug="other-3")
    assert list_taken("talk-", ["talk-3", "talk-2", "talk-1"]) == ["talk-1", "talk-2"]
