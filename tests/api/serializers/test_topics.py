"""Topics and contrasts as programs read them."""

import pytest

from tests import factories as make
from tests.api.serializers.conftest import SITE

pytestmark = pytest.mark.django_db


def test_a_topic(both):
    words = {"question": "Is it?", "first_pole": "No", "second_pole": "Yes", "theme": "Ways to build it"}
    topic = make.TopicFactory(slug="scaling", **words)
    make.PointFactory(topic=topic, slug="enough", question="Is it enough?", pole="second")
    make.PointFactory(topic=topic, slug="needed", question="Is it needed?")
    assert both("topics", "scaling") == {
        "slug": "scaling",
        "question": "Is it?",
        "description": "What the question is about.",
        "poles": ["No", "Yes"],
        "theme": "Ways to build it",
        "points": [
            {"id": "enough", "question": "Is it enough?", "pole": "second"},
            {"id": "needed", "question": "Is it needed?", "pole": None},
        ],
        "url": f"{SITE}/topics/scaling/",
    }


def test_a_contrast(both):
    pair = {"first": make.SpeakerFactory(slug="zoe"), "second": make.SpeakerFactory(slug="abe")}
    contrast = make.ContrastFactory(topic=make.TopicFactory(slug="scaling"), **pair)
    assert both("contrasts", contrast.pk) == {
        "id": contrast.pk,
        "topic": "scaling",
        "speakers": ["abe", "zoe"],
        "kind": "contradict",
        "reason": "One says yes, the other no.",
        "rests_on": [],
    }
