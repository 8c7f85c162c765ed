"""A debate on one topic, at the site's public address."""

import datetime

import pytest

from explorer.changes.edit import open_edit
from tests import factories as make


@pytest.fixture(autouse=True)
def _public_address(settings):
    settings.PUBLIC_URL = "https://debate.example"


@pytest.fixture
@open_edit()
def debate(db):
    """Return a topic on which Ada says no and Bob yes, each in an episode of their own."""
    topic = make.TopicFactory(slug="scaling", question="Is scale enough?", first_pole="No", second_pole="Yes")
    for slug, position, year in (("ada", -2, 2019), ("bob", 2, 2020)):
        speaker = make.SpeakerFactory(slug=slug, name=slug.title())
        episode = make.make_episode(guest=speaker, slug=f"talk-of-{slug}", date=datetime.date(year, 1, 1))
        make.make_claim(speaker=speaker, topic=topic, episode=episode, slug=f"{slug}-says")
        make.StanceFactory(speaker=speaker, topic=topic, episode=episode, position=position)
    return topic
