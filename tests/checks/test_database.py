"""The database re-verified: each rule finds what breaks it, in a constant number of queries."""

import hashlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.checks.database import check_corpus
from explorer.models import Claim, ClaimTopic, Contrast, Erratum, Evidence, Passage, Source, Stance
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def stance() -> Stance:
    stance = make.make_stance(2, claims=2)
    make.ErratumFactory(source=stance.episode.sources.get())
    make.ContrastFactory(topic=stance.topic, first=stance.speaker)
    return stance


def problems() -> str:
    found = check_corpus()
    assert found
    assert all(";" in problem.message for problem in found)
    return "\n".join(map(str, found))


def test_a_database_in_order_has_no_problem(stance):
    assert check_corpus() == []


def test_an_empty_database_has_no_problem():
    assert check_corpus() == []


@pytest.mark.parametrize(
    ("model", "change", "message"),
    [
        (Source, {"raw": b"other"}, "source: source-x: its bytes have the SHA-256"),
        (Source, {"raw": b"\xe9"}, "byte 0 on line 1 is not UTF-8"),
        (Source, {"text": "other"}, "its text is not what its bytes say"),
        (Source, {"text": "other"}, "passage: source-x-1: its text is not what stands at 0–"),
        (Passage, {"text": "other"}, "passage: source-x-1: its text is not what stands at 0–"),
        (Passage, {"start": 5}, "the words are not inside passage 'source-x-1'; quote from inside one passage"),
        (Passage, {"disposition": "question"}, "it is evidence and disposed of as 'question'"),
        (Passage, {"speaker": None}, "basis 'labelled' needs passage 'source-x-1' to be labelled with"),
        (Evidence, {"exact": "other"}, "“other” is not what stands at"),
        (Evidence, {"mode": "conditional"}, "position 2 has no scoring evidence"),
        (Evidence, {"basis": "inferred"}, "position 2 has no scoring evidence"),
        (Erratum, {"exact": "other"}, "erratum: source-x 0: “other” is not what stands there"),
        (Claim, {"statement": "It is so."}, "says the same as"),
        (ClaimTopic, {"bearing": "context"}, "position 2 has no scoring evidence"),
        (Claim, {"status": "draft"}, "position 2 has no scoring evidence"),
    ],
)
def test_what_breaks_a_rule_is_found(stance, model, change, message):
    Source.objects.update(slug="source-x")
    for passage in Passage.objects.all():
        Passage.objects.filter(pk=passage.pk).update(slug=f"source-x-{passage.ordinal}")
    model.objects.update(**change)
    assert message in problems()


def test_a_source_whose_checksum_was_changed_with_its_bytes_is_found(stance):
    Source.objects.update(raw=b"other", sha256=hashlib.sha256(b"other").hexdigest())
    assert "its text is not what its bytes say" in problems()


def test_passages_that_overlap_or_stand_in_the_wrong_order_are_found(stance):
    source = stance.episode.sources.get()
    make.PassageFactory(source=source, start=2, end=20, ordinal=9)
    assert "it starts at 2, inside" in problems()
    Passage.objects.filter(ordinal=9).delete()
    Passage.objects.filter(ordinal=1).update(ordinal=9)
    assert "and before it in the list; put them in order" in problems()


def test_a_source_read_in_full_leaves_no_passage_without_a_word(stance):
    source = stance.episode.sources.get()
    left = make.PassageFactory(source=source)
    assert "neither evidence nor disposed of" in problems()
    Passage.objects.filter(pk=left.pk).update(disposition="narration")
    assert check_corpus() == []
    Passage.objects.filter(pk=left.pk).update(disposition="")
    Source.objects.update(read_in_full=None)
    assert check_corpus() == []


def test_words_under_a_label_are_asserted_by_whoever_is_labelled(stance):
    evidence = Evidence.objects.first()
    Evidence.objects.filter(pk=evidence.pk).update(basis="inferred")
    Passage.objects.filter(pk=evidence.passage_id).update(speaker=make.SpeakerFactory())
    assert "is labelled with somebody else than" in problems()


def test_evidence_from_another_episode_is_found(stance):
    Claim.objects.update(episode=make.EpisodeFactory())
    assert "is about another episode than the claim" in problems()


def test_a_passage_of_another_source_is_found(stance):
    Evidence.objects.update(passage=make.PassageFactory(speaker=stance.speaker))
    assert "the words are not inside passage" in problems()


def test_a_published_claim_needs_evidence_and_a_topic():
    make.ClaimFactory(slug="bare")
    found = problems()
    assert "claim: bare: it is published without evidence" in found
    assert "claim: bare: it is published without a topic" in found
    Claim.objects.update(status="draft")
    assert check_corpus() == []


def test_drafts_are_not_held_to_the_scores():
    make.StanceFactory(status="draft", position=2)
    assert check_corpus() == []


def test_mixed_evidence_needs_a_claim_and_no_clear_answer_needs_none():
    stance = make.StanceFactory(code="mixed")
    assert "'mixed' rests on no claim; link a claim to the topic" in problems()
    Stance.objects.filter(pk=stance.pk).update(code="no-clear-answer")
    assert check_corpus() == []


def test_a_hedged_statement_alone_is_not_firm():
    make.make_stance(-2, mode="hedged")
    assert "position -2 rests on one hedged passage; hedged statements lean: use -1" in problems()


def test_a_retracted_claim_may_say_what_another_says():
    claim = make.make_claim(status="retracted", retracted_on="2024-01-01", retraction_reason="Wrong.")
    make.make_claim(speaker=claim.speaker, statement=claim.statement)
    assert check_corpus() == []


def test_a_contrast_out_of_order_is_found(stance):
    contrast = Contrast.objects.get()
    Contrast.objects.update(first=contrast.second, second=contrast.first)
    assert "its speakers are not in the order of their slugs; swap them" in problems()


def test_a_term_of_two_groups_is_found():
    make.SynonymFactory(term="reinforcement learning", also=["RL"])
    make.SynonymFactory(term="relational learning", also=["rl", "Rl"])
    group = "synonym: relational learning: "
    assert f"{group}'rl' already stands in the group of 'reinforcement learning'; remove one of them" in problems()
    assert f"{group}'Rl' stands twice with 'relational learning'; remove one of them" in problems()


def test_a_slug_that_two_kinds_of_record_share_is_found():
    make.TopicFactory(slug="same")
    make.SpeakerFactory(slug="same")
    assert "topic: same: the slug is already that of the speaker; give one of them another slug" in problems()


def test_the_number_of_queries_is_the_same_for_one_claim_and_for_twenty():
    make.make_stance(1)
    with CaptureQueriesContext(
        connection,
    ) as one:
        check_corpus()
    for _ in range(19):
        make.make_stance(1)
    with CaptureQueriesContext(connection) as twenty:
        check_corpus()
    assert len(one) == len(twenty)
