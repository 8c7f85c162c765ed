"""Checksums, texts, passages, quotations and errata held against the documents: each fault is found."""

import hashlib

import pytest

from explorer.changes.edit import open_edit
from explorer.checks.database import check_corpus
from explorer.checks.documents import check_documents, evidence_faults, name_evidence
from explorer.models import Claim, Erratum, Evidence, Passage, Source
from tests import factories as make

pytestmark = pytest.mark.django_db


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
        (Erratum, {"exact": "other"}, "erratum: source-x 0: “other” is not what stands there"),
    ],
)
def test_what_is_not_as_the_document_has_it_is_found(stance, model, change, message, problems):
    Source.objects.update(slug="source-x")
    for passage in Passage.objects.all():
        Passage.objects.filter(pk=passage.pk).update(slug=f"source-x-{passage.ordinal}")
    model.objects.update(**change)
    assert message in problems()


def test_writing_of_somebody_else_is_found(problems):
    make.make_writing()
    assert check_corpus() == []
    Source.objects.update(writer="Somebody Else")
    assert "whose holder and asserter is 'Somebody Else', the writer; use another basis" in problems()


def test_a_source_whose_checksum_was_changed_with_its_bytes_is_found(stance, problems):
    Source.objects.update(raw=b"other", sha256=hashlib.sha256(b"other").hexdigest())
    assert "its text is not what its bytes say" in problems()


def test_passages_that_overlap_or_stand_in_the_wrong_order_are_found(stance, problems):
    source = stance.episode.sources.get()
    make.PassageFactory(source=source, start=2, end=20, ordinal=9)
    assert "it starts at 2, inside" in problems()
    Passage.objects.filter(ordinal=9).delete()
    Passage.objects.filter(ordinal=1).update(ordinal=9)
    assert "and before it in the list; put them in order" in problems()


def test_a_source_read_in_full_leaves_no_passage_without_a_word(stance, problems):
    source = stance.episode.sources.get()
    left = make.PassageFactory(source=source)
    assert "neither evidence nor disposed of" in problems()
    Passage.objects.filter(pk=left.pk).update(disposition="narration")
    assert check_corpus() == []
    Passage.objects.filter(pk=left.pk).update(disposition="")
    make.mark_read(Source.objects.all(), None)
    assert check_corpus() == []


def test_words_under_a_label_are_asserted_by_whoever_is_labelled(stance, problems):
    evidence = Evidence.objects.first()
    Evidence.objects.filter(pk=evidence.pk).update(basis="inferred")
    Passage.objects.filter(pk=evidence.passage_id).update(speaker=make.SpeakerFactory())
    assert "is labelled with somebody else than" in problems()


def test_evidence_from_another_episode_is_found(stance, problems):
    Claim.objects.update(episode=make.EpisodeFactory())
    assert "is about another episode than the claim" in problems()


def test_a_passage_of_another_source_is_found(stance, problems):
    Evidence.objects.update(passage=make.PassageFactory(speaker=stance.speaker))
    assert "the words are not inside passage" in problems()


def test_a_piece_of_evidence_is_named_by_its_claim_its_source_and_where_it_starts(stance):
    piece = Evidence.objects.first()
    assert name_evidence(piece) == ("evidence", piece.claim.slug, piece.source.slug, str(piece.start))


def test_evidence_in_order_has_no_fault_and_one_that_is_too_long_has_one():
    guest = make.SpeakerFactory()
    assert list(evidence_faults(make.make_claim(speaker=guest).evidence.get())) == []
    words = "x" * 401
    source = make.SourceFactory(text=words)
    claim = make.make_claim(speaker=guest, passage=make.PassageFactory(source=source, speaker=guest))
    piece = claim.evidence.get()
    piece.exact, piece.end = words, 401  # PostgreSQL keeps no longer words than a quotation may have
    [fault] = evidence_faults(piece)
    assert fault == "the quotation has 401 characters, at most 400 are allowed; shorten it"


@pytest.mark.parametrize("number", [1, 12])
def test_documents_are_read_in_four_queries_however_many_there_are(number, django_assert_num_queries):
    with open_edit():
        for _ in range(number):
            make.make_stance(1)
    with django_assert_num_queries(4):
        assert list(check_documents()) == []
