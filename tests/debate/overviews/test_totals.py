"""Tallies of documents and relations follow what is published."""

import pytest

from explorer.coding.vocabulary import Status
from explorer.models import Relation, RelationTally, SourceTally
from tests import factories as make

pytestmark = pytest.mark.django_db


def numbers_of(source):
    tally = SourceTally.objects.get(source=source)
    return tally.passages, tally.used, tally.quotations


def test_a_document_counts_its_passages_and_those_with_a_published_claim():
    claim = make.make_claim()
    piece = claim.evidence.get()
    left = make.PassageFactory(source=piece.source)
    assert numbers_of(piece.source) == (2, 1, 1)
    make.make_claim(passage=piece.passage, speaker=claim.speaker)
    assert numbers_of(piece.source) == (2, 1, 2)
    claim.status = Status.DRAFT
    claim.save()
    left.delete()
    assert numbers_of(piece.source) == (1, 1, 1)


def test_a_relation_counts_as_long_as_both_claims_are_published():
    relation = make.RelationFactory(from_claim=make.make_claim(), to_claim=make.make_claim())
    tally = RelationTally.objects.get()
    ends = (relation.from_claim.speaker, relation.to_claim.speaker)
    assert (tally.speaker, tally.other, tally.kind, tally.number) == (*ends, relation.kind, 1)
    relation.to_claim.status = Status.DRAFT
    relation.to_claim.save()
    assert not RelationTally.objects.exists()
    relation.to_claim.status = Status.PUBLISHED
    relation.to_claim.save()
    assert RelationTally.objects.get().other == ends[1]
    Relation.objects.get().delete()
    assert not RelationTally.objects.exists()
