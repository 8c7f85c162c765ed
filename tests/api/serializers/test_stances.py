"""Stances as programs read them."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_stance_and_what_follows_from_its_claims(both):
    topic = make.TopicFactory(slug="scaling", second_pole="It is")
    stance = make.make_stance(2, topic=topic, claims=2)
    claims = [link.claim.slug for link in topic.claim_links.all()]
    assert both("stances", stance.pk) == {
        "id": stance.pk,
        "speaker": stance.speaker.slug,
        "topic": "scaling",
        "episode": stance.episode.slug,
        "code": "position",
        "points_to": None,
        "position": 2,
        "label": "Firmly: It is",
        "rationale": stance.rationale,
        "confidence": "high",
        "as_of": "2019-08-31",
        "claims": claims,
    }


def test_a_stance_without_number_evidence_or_date(both):
    episode = make.EpisodeFactory(date=None)
    stance = make.StanceFactory(code="no-clear-answer", episode=episode)
    row = both("stances", stance.pk)
    assert (row["position"], row["confidence"], row["as_of"], row["claims"]) == (None, None, None, [])
    assert row["label"] == "Asked, no clear answer"


def test_who_is_not_placed_points_in_words_and_has_no_number(both):
    stance = make.make_stance(code="not-placed", topic=make.TopicFactory(second_pole="It is"), points_to="second")
    row = both("stances", stance.pk)
    assert (row["code"], row["points_to"], row["position"]) == ("not-placed", "second", None)
    assert row["label"] == "Talks about it, but too little to place; points to “It is”"
