"""The database re-verified: each rule finds what breaks it, in a constant number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.changes.edit import open_edit
from explorer.checks.database import check_corpus, list_relations_across_points
from explorer.models import Claim, ClaimTopic, Contrast, Evidence, FormerSlug
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_database_in_order_has_no_problem(stance):
    assert check_corpus() == []


def test_an_empty_database_has_no_problem():
    assert check_corpus() == []


@pytest.mark.parametrize(
    ("model", "change", "message"),
    [
        (Evidence, {"mode": "conditional"}, "position 2 has no scoring evidence"),
        (Evidence, {"basis": "inferred"}, "position 2 has no scoring evidence"),
        (Claim, {"statement": "It is so."}, "says the same as"),
        (ClaimTopic, {"bearing": "context"}, "position 2 has no scoring evidence"),
        (Claim, {"status": "draft"}, "position 2 has no scoring evidence"),
    ],
)
def test_what_breaks_a_rule_of_coding_is_found(stance, model, change, message, problems):
    model.objects.update(**change)
    assert message in problems()


def test_a_published_claim_needs_evidence_and_a_topic(problems):
    make.ClaimFactory(slug="bare")
    found = problems()
    assert "claim: bare: it has no evidence" in found
    assert "claim: bare: it is linked to no topic" in found
    claim = Claim.objects.get()
    claim.status = "draft"
    claim.save()
    assert check_corpus() == []


def test_drafts_are_not_held_to_the_scores():
    make.StanceFactory(status="draft", position=2)
    assert check_corpus() == []


def test_mixed_evidence_needs_a_claim_and_no_clear_answer_needs_none(problems):
    stance = make.make_stance(code="mixed", claims=0)
    assert "'Evidence on both sides' rests on no published claim; link a claim to the topic" in problems()
    stance.code = "no-clear-answer"
    stance.save()
    assert check_corpus() == []


def test_a_hedged_statement_alone_is_not_firm(problems):
    make.make_stance(-2, mode="hedged")
    assert "position -2 rests on one hedged passage; hedged statements lean: use -1" in problems()


def test_a_retracted_claim_may_say_what_another_says():
    claim = make.make_claim(status="retracted", retracted_on="2024-01-01", retraction_reason="Wrong.")
    make.make_claim(speaker=claim.speaker, statement=claim.statement, bearing="context")
    assert check_corpus() == []


def test_a_contrast_out_of_order_is_found(stance, problems):
    contrast = Contrast.objects.get()
    Contrast.objects.update(first=contrast.second, second=contrast.first)
    assert "its speakers are not in the order of their slugs; swap them" in problems()


def test_a_term_of_two_groups_is_found(problems):
    make.SynonymFactory(term="reinforcement learning", also=["RL"])
    make.SynonymFactory(term="relational learning", also=["rl", "Rl"])
    group = "synonym: relational learning: "
    assert f"{group}'rl' already stands in the group of 'reinforcement learning'; remove one of them" in problems()
    assert f"{group}'Rl' stands twice with 'relational learning'; remove one of them" in problems()


def test_a_slug_that_two_kinds_of_record_share_is_found(problems):
    make.TopicFactory(slug="same")
    make.SpeakerFactory(slug="same")
    assert "topic: same: the slug is already that of the speaker; give one of them another slug" in problems()


@pytest.mark.slow  # makes much of everything, to count what it costs
def test_the_number_of_queries_is_the_same_for_one_claim_and_for_sixteen():
    topic = make.make_stance(1).topic
    with CaptureQueriesContext(
        connection,
    ) as one:
        check_corpus()
    with open_edit():
        for _ in range(15):
            make.make_stance(1, topic=topic)
    with CaptureQueriesContext(connection) as sixteen:
        check_corpus()
    assert len(sixteen) - len(one) <= 1  # two guests who are placed may clash


def test_a_position_on_a_topic_with_points_needs_one_of_them(stance, problems):
    make.PointFactory(topic=stance.topic)
    assert f"it has no point of the topic '{stance.topic.slug}'" in problems()
    ClaimTopic.objects.update(bearing="context")
    assert "it has no point" not in problems()


def test_relations_across_points_are_listed_and_no_problem():
    topic = make.TopicFactory(slug="scaling")
    points = [make.PointFactory(topic=topic, slug=slug) for slug in ("enough", "needed")]
    ends = [make.make_claim(slug=slug, topic=topic) for slug in ("ada-says", "bob-says")]
    for claim in ends:
        make.StanceFactory(speaker=claim.speaker, topic=topic, episode=claim.episode, status="draft")
    for claim, point in zip(ends, points, strict=True):
        make.change_links(claim, point=point)
    make.RelationFactory(from_claim=ends[0], to_claim=ends[1], kind="disputes")
    assert list_relations_across_points() == ["ada-says (scaling/enough) disputes bob-says (scaling/needed)"]
    make.change_links(ends[1], point=points[0])
    assert list_relations_across_points() == []
    assert check_corpus() == []


def test_a_claim_that_a_reader_refuted_is_found(stance, problems):
    claim = stance.speaker.claims.first()
    make.JudgementFactory(claim=claim, verdicts={"reader-1": "carried", "reader-2": "opposite"})
    assert f"claim: {claim.slug}: a blind reader judged it 'The words say the opposite'; mend its" in problems()


def test_a_former_slug_of_another_record_and_one_that_leads_nowhere_are_found(stance, problems):
    claim = Claim.objects.order_by("pk").first()
    former = make.FormerSlugFactory(claim=claim)
    assert check_corpus() == []
    FormerSlug.objects.update(slug=claim.episode.slug)
    assert f"claim: {claim.slug}: its former slug '{claim.episode.slug}' is that of the episode" in problems()
    FormerSlug.objects.update(slug="then")
    retracted = make.make_claim(status="retracted", retracted_on="2024-01-02", retraction_reason="Wrong.")
    FormerSlug.objects.filter(pk=former.pk).update(claim=retracted)
    assert "it is retracted, and 'then' leads to it; name the published claim" in problems()


def test_a_theme_that_is_written_in_two_ways_is_found(problems):
    make.TopicFactory(slug="first", theme="What it is")
    make.TopicFactory(slug="second", theme="What it Is")
    make.TopicFactory(theme="Where it goes")
    told = "the theme 'What it Is' is written 'What it is' on the topic 'first'; write both the same"
    assert problems() == f"topic: second: {told}"
