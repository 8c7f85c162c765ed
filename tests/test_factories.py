"""The factories keep the rules that they promise to keep."""

import hashlib

import pytest

from explorer import models
from explorer.coding import rules
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_source_is_consistent_with_its_bytes():
    source = make.SourceFactory(text="Straße, 🧠.\r\n")
    assert bytes(source.raw).decode() == source.text
    assert hashlib.sha256(source.raw).hexdigest() == source.sha256


def test_passages_follow_each_other_in_the_text():
    episode = make.make_episode(passages=3)
    passages = list(models.Passage.objects.filter(source__episode=episode))
    assert [passage.ordinal for passage in passages] == [1, 2, 3]
    assert all(p.source.text[p.start : p.end] == p.text for p in passages)
    assert passages[0].end < passages[1].start < passages[1].end < passages[2].start


def test_evidence_is_anchored_inside_its_passage():
    evidence = make.EvidenceFactory(exact="paragraph 1 of")
    assert evidence.source.text[evidence.start : evidence.end] == "paragraph 1 of"
    assert evidence.passage.start <= evidence.start < evidence.end <= evidence.passage.end
    assert evidence.source.episode == evidence.claim.episode
    assert evidence.passage.speaker == evidence.asserter == evidence.claim.speaker


def test_a_claim_can_say_given_words():
    claim = make.make_claim(words="Scale is all you need.")
    assert claim.evidence.get().exact == "Scale is all you need."
    assert claim.topic_links.get().bearing == "position"


def test_a_stance_is_carried_by_its_claims():
    stance = make.make_stance(2, claims=2)
    claims = models.Claim.objects.filter(speaker=stance.speaker, topics=stance.topic, episode=stance.episode)
    witnesses = [evidence.witness for claim in claims for evidence in claim.evidence.all()]
    assert len(witnesses) == 2
    assert rules.position_fault(2, witnesses) is None


def test_a_contrast_keeps_its_pair_in_order_of_slugs():
    late, early = make.SpeakerFactory(slug="zoe"), make.SpeakerFactory(slug="abe")
    assert make.ContrastFactory(first=late, second=early).first == early


def test_the_other_factories_make_valid_rows():
    make.ErratumFactory().full_clean()
    make.RelationFactory().full_clean()
    make.StanceFactory(code="mixed").full_clean()
    make.SynonymFactory().full_clean()
