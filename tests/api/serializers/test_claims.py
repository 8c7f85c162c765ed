"""Claims, their evidence and their relations as programs read them."""

import pytest

from explorer.coding.vocabulary import Basis, Bearing, Grade, Mode
from tests import factories as make
from tests.api.serializers.conftest import SITE

pytestmark = pytest.mark.django_db


def test_a_claim_and_its_evidence(get, both):
    topic = make.TopicFactory(slug="scaling")
    claim = make.make_claim(slug="scale", topic=topic, words="Scale is it.", mode=Mode.HEDGED)
    make.ClaimTopicFactory(claim=claim, topic=make.TopicFactory(slug="agi"), bearing=Bearing.CONTEXT)
    claim.topic_links.filter(topic=topic).update(point=make.PointFactory(topic=topic, slug="enough"))
    evidence = claim.evidence.get()
    evidence.passage.start_time, evidence.passage.time_basis = 7, "section"
    evidence.passage.save()
    assert both("claims", "scale") == {
        "slug": "scale",
        "speaker": claim.speaker.slug,
        "episode": claim.episode.slug,
        "statement": claim.statement,
        "mode": "hedged",
        "role": "plain",
        "topics": ["scaling", "agi"],
        "bearings": {"scaling": "position", "agi": "context"},
        "points": {"scaling": "enough"},
        "evidence": [
            {
                "source": evidence.source.slug,
                "passage": evidence.passage.slug,
                "exact": "Scale is it.",
                "prefix": "",
                "suffix": "",
                "start": 0,
                "end": 12,
                "grade": "transcript",
                "mode": "hedged",
                "attribution": "direct",
                "asserter": claim.speaker.slug,
                "basis": "labelled",
                "scoring": True,
                "start_time": 7.0,
            }
        ],
        "published_on": None,
        "origin": {"medium": "said", "place": claim.episode.title, "date": "2019-08-31"},
        "url": f"{SITE}/claims/scale/",
    }


def test_reported_evidence_scores_nothing(get):
    reporter = make.SpeakerFactory(slug="reporter")
    make.make_claim(slug="reported", asserter=reporter, basis=Basis.NARRATED, grade=Grade.SUMMARY)
    [evidence] = get("claims/reported/")["evidence"]
    assert (evidence["attribution"], evidence["asserter"], evidence["scoring"]) == ("reported", "reporter", False)


def test_a_relation(both):
    relation = make.RelationFactory()
    assert both("relations", relation.pk) == {
        "id": relation.pk,
        "from": relation.from_claim.slug,
        "to": relation.to_claim.slug,
        "kind": "disputes",
        "reason": "Says the opposite.",
    }


def test_the_origin_of_what_was_written_is_its_document(both):
    make.make_writing(slug="noted")
    assert both("claims", "noted")["origin"] == {"medium": "written", "place": "Notes on it", "date": "2021-04-09"}
