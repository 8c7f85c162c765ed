"""What a reviewer is told of a claim: what holds, what is broken, and what only a reader can judge."""

import pytest

from explorer.checks.publication import publication_faults
from explorer.curation.review_rules import judge_claim
from explorer.models import Claim, Evidence
from tests import factories as make
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def rex():
    return person("rex", "Reviewer")


def judged(claim, by):
    claim = Claim.objects.for_desk().with_topics().get(pk=claim.pk)
    pieces = list(claim.evidence.with_document().with_absence())
    return judge_claim(claim, pieces, by=by)


def told(claim, by, state):
    return [f"{rule.says}: {rule.detail}" for rule in judged(claim, by) if rule.state == state]


def said(words, **fields):
    return make.make_claim(words=words, **{"statement": "Scale is a dead end.", **fields})


def test_of_a_claim_in_order_every_rule_holds(rex):
    claim = said("Scale is a dead end.", created_by=person("ada", first_name="Ada"))
    assert told(claim, rex, "broken") == told(claim, rex, "ask") == []
    assert told(claim, rex, "ok") == [
        "Its words stand in the document, once: code points 0 to 20",
        "The statement is one sentence of at most 200 characters: 20 characters",
        "No number and no quotation mark that its words do not have: ",
        "Its holder speaks in the conversation or wrote the document: labelled as speaking",
        "Read by somebody who did not write it: written by Ada, read by you",
    ]


@pytest.mark.parametrize(
    ("words", "fields", "asked"),
    [
        ("Scale ends.", {"statement": "It ends in 2030."}, "The statement has “2030”"),
        ("Scale ends.", {"statement": "It is a “dead end”."}, "a quotation mark"),
        ("Scale ends.", {"statement": "It ends. It is dead."}, "The statement has 2 sentences"),
        ("That basic phenomenon stays.", {}, "“That basic phenomenon” points to what was said before"),
        ("Yes, that I agree with.", {}, "points to what was said before"),
        ("I suspect it ends.", {}, "It is coded as asserted: “I suspect” speaks for hedged."),
        ("Scale ends.", {"mode": "hedged"}, "It is coded as hedged: No word of it says so."),
    ],
)
def test_what_only_a_reader_can_judge_is_asked(rex, words, fields, asked):
    found = told(said(words, **fields), rex, "ask")
    assert any(asked in line for line in found), found


def test_numbers_that_its_words_have_are_not_asked_about(rex):
    assert told(said("Scale ends in 2030.", statement="Scale ends in 2030."), rex, "ask") == []


def test_what_is_broken_comes_first_with_its_cure(rex):
    claim = said("I suspect so.")
    other = make.make_claim(speaker=claim.speaker, statement="Scale is a dead end!", slug="twice")
    claim.topic_links.all().delete()
    claim.episode.appearances.all().delete()
    Evidence.objects.filter(claim=claim).update(exact="Other words.")
    states = [rule.state for rule in judged(claim, rex)]
    assert states == sorted(states, key=["broken", "ask", "ok"].index)
    found = " ".join(told(claim, rex, "broken"))
    for cure in ("quote it character by character", "link it to one", "add them to the episode's people", other.slug):
        assert cure in found


def test_a_reported_view_needs_no_part_and_says_by_whom_it_is_reported(rex):
    claim = make.make_claim(asserter=make.SpeakerFactory(name="Bob Two"))
    assert "It is reported, and gives nobody a position: by Bob Two" in told(claim, rex, "ok")


def test_a_claim_of_position_answers_a_point_where_its_topic_has_points(rex):
    claim = said("Scale is a dead end.")
    point = make.PointFactory(topic=claim.topics.get())
    [broken] = told(claim, rex, "broken")
    assert broken.startswith("It answers no point: it has no point of the topic")
    assert broken.endswith("; ".join(publication_faults(claim)))
    make.change_links(claim, point=point)
    assert told(claim, rex, "broken") == []


def test_a_claim_without_words_is_broken(rex):
    assert "No words carry it: quote what carries it" in told(make.ClaimFactory(), rex, "broken")


def test_ones_own_is_somebody_elses_to_publish_unless_one_is_alone(rex, settings):
    claim = said("Scale is a dead end.", edited_by=rex)
    assert "You wrote or last changed it yourself: nobody publishes their own" in told(claim, rex, "broken")
    settings.SINGLE_CURATOR = True
    assert any("Read it as somebody would who did not." in line for line in told(claim, rex, "ask"))
