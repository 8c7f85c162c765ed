"""A folder into the database: all or nothing, and nothing written that is already so."""

from pathlib import Path

import pytest
from django.conf import settings

from explorer.checks.database import check_corpus
from explorer.corpus.load import load_corpus
from explorer.models import (
    Claim,
    Episode,
    Evidence,
    Passage,
    Source,
    Topic,
)
from tests import corpora
from tests import factories as make
from tests.corpora import DOCUMENT, EPISODE
from tests.snapshots import snapshot

pytestmark = pytest.mark.django_db

PASSAGES = f"{EPISODE}/talk-1-transcript.passages.yaml"
CLAIMS = f"{EPISODE}/claims.yaml"
READ = "    read_in_full: 2024-02-03\n"
STANCES = f"{EPISODE}/stances.yaml"
FIXTURES = settings.BASE_DIR / "fixtures"


def change_document(folder: Path, text: str) -> None:
    raw = text.encode()
    (folder / DOCUMENT).write_bytes(raw)
    (folder / EPISODE / "episode.yaml").write_text(corpora.episode_yaml(raw))


def test_a_folder_is_loaded(folder):
    report = load_corpus(folder)
    counts = {kind: counts.added for kind, counts in report.counts.items()}
    assert counts == {
        "speakers": 2,
        "aliases": 1,
        "series": 1,
        "topics": 2,
        "points": 2,
        "episodes": 1,
        "appearances": 2,
        "speaker labels": 2,
        "sources": 1,
        "passages": 4,
        "errata": 1,
        "claims": 2,
        "links to topics": 3,
        "evidence": 3,
        "former slugs": 0,
        "stances": 3,
        "claims that carry stances": 0,
        "relations": 1,
        "contrasts": 1,
        "claims that contrasts rest on": 0,
        "judgements": 0,
        "synonyms": 2,
    }
    assert report.wrote
    assert check_corpus() == []
    source = Source.objects.get()
    assert bytes(source.raw) == corpora.TEXT.encode()
    assert source.text == corpora.TEXT
    evidence = Evidence.objects.get(suffix=", I said")
    assert (evidence.passage.slug, source.text[evidence.start : evidence.end]) == (
        "talk-1-transcript-3",
        "Scale is a dead end",
    )
    assert Passage.objects.get(slug="talk-1-transcript-4").answers.slug == "talk-1-transcript-3"
    assert Topic.objects.get(slug="embodiment").ordinal == 2
    assert Episode.objects.get().links == [{"title": "Page", "url": "https://example.org/1"}]


def test_loading_twice_leaves_the_database_as_once(folder):
    load_corpus(folder)
    before = snapshot()
    report = load_corpus(folder)
    assert snapshot() == before
    assert not report.wrote
    kept = {name: rows for name, rows in before.items() if not name.startswith("Historical")}
    derived = {
        "Area",
        "Change",
        "Revision",
        "CellState",
        "LinkFacts",
        "ReadingState",
        "RelationTally",
        "SourceTally",
        "TopicTally",
        "SpeakerTally",
    }
    records = [rows for name, rows in kept.items() if name not in derived]
    assert sum(counts.unchanged for counts in report.counts.values()) == sum(map(len, records))
    load_corpus(folder, replace=True)
    assert snapshot() == before


def test_loading_again_repairs_what_was_changed(folder):
    load_corpus(folder)
    Claim.objects.filter(slug="bob-scale-enough").update(statement="Something else.")
    Source.objects.update(raw=b"x", text="x")
    report = load_corpus(folder)
    assert (report.counts["claims"].changed, report.counts["sources"].changed) == (1, 1)
    assert Source.objects.get().text == corpora.TEXT


def test_a_dry_run_counts_and_keeps_nothing(folder):
    before = snapshot()
    report = load_corpus(folder, dry_run=True)
    assert report.counts["claims"].added == 2
    assert not report.wrote
    assert snapshot() == before


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (CLAIMS, "I suspect that scale", "I suspect that size", "'talk-1-transcript': the words are not in the source"),
        (CLAIMS, "suffix: ', I said'", "suffix: ''", "the words stand 2 times in the source; add a prefix or suffix"),
        (CLAIMS, "exact: I suspect", "exact: 'Bob: I suspect", "words go beyond passage talk-1-transcript-2; quote"),
        (f"{EPISODE}/errata.yaml", "exact: Right", "exact: Wright", "the slip in 'talk-1-transcript': the words are"),
        (
            CLAIMS,
            "asserter: bob-two",
            "asserter: ada-one",
            "basis 'labelled' needs passage 'talk-1-transcript-2' to be",
        ),
        (PASSAGES, "end: 130", "end: 131000", "the passage ends at 131000, the text at 131; correct its offsets"),
        (
            STANCES,
            "position: 1",
            "position: 2",
            "position 2 rests on one hedged passage; hedged statements lean: use 1",
        ),
        ("speakers.yaml", "slug: bob-two", "slug: ada-one", "'ada-one' is already the speaker at speakers.yaml:1"),
        (CLAIMS, "topic: scaling", "topic: scalling", "there is no topic 'scalling'; add it, or correct the slug"),
        (f"{EPISODE}/episode.yaml", "sha256: ", f"sha256: {'0' * 64} #", "put the document back as it was obtained"),
        ("topics.yaml", "slug: scaling", "slug: &a scaling", "the anchor '&a' is refused"),
        ("topics.yaml", "slug: scaling", "slug: sca: ling", "this is no YAML"),
    ],
)
def test_a_fault_is_refused_with_its_place_and_the_database_is_untouched(folder, file, old, new, message, refusal):
    load_corpus(folder)
    if new.startswith("exact: 'Bob"):
        corpora.edit(folder, file, "scale is all you need.", "scale is all you need.'")
    line = corpora.edit(folder, file, old, new)
    problems = refusal(folder)
    assert any(message in problem for problem in problems), problems
    places = [problem for problem in problems if message in problem and problem.startswith(f"{file}:")]
    assert any(abs(int(place.removeprefix(f"{file}:").split(":")[0]) - line) <= 4 for place in places), problems
    assert all(";" in problem for problem in problems)


def test_a_number_without_scoring_evidence_is_refused_where_the_stance_stands(folder, refusal):
    corpora.edit(folder, CLAIMS, "bearing: position", "bearing: context")
    [problem] = refusal(folder)
    assert problem.startswith(f"{STANCES}:3: position -2 has no scoring evidence")
    corpora.edit(folder, STANCES, "status: published", "status: draft")
    assert load_corpus(folder)


def test_a_document_with_a_nul_is_refused(folder, refusal):
    change_document(folder, corpora.TEXT + "\0")
    assert refusal(folder)[0].startswith(f"{DOCUMENT}")


def test_a_document_that_changed_under_a_claim_is_refused(folder, refusal):
    load_corpus(folder)
    change_document(folder, corpora.TEXT.replace("dead end, I said", "fine thing, I say"))
    assert any("the words are not in the source" in problem for problem in refusal(folder))


def test_a_folder_cannot_break_what_only_the_database_holds(folder, refusal):
    corpora.edit(folder, f"{EPISODE}/episode.yaml", READ, "")
    load_corpus(folder)
    passage = Passage.objects.get(slug="talk-1-transcript-2")
    make.make_claim(passage=passage, speaker=passage.speaker, slug="only-here")
    text = corpora.CLAIMS.split("- slug: bob")[0]
    (folder / CLAIMS).write_text(text)
    (folder / "relations.yaml").unlink()
    corpora.edit(
        folder,
        STANCES,
        "status: published\n- speaker: bob-two\n  topic: emb",
        "status: draft\n- speaker: bob-two\n  topic: emb",
    )
    assert load_corpus(folder)
    change_document(folder, corpora.TEXT.replace("all you need", "all one need"))
    corpora.edit(folder, f"{EPISODE}/episode.yaml", READ, "")
    problems = refusal(folder)
    assert any("only-here" in problem and "which the folder lacks" in problem for problem in problems)
    assert load_corpus(folder, replace=True)


@pytest.mark.skipif(not list(FIXTURES.glob("episodes/*/*.passages.yaml")), reason="fixtures/ is not there")
@pytest.mark.slow  # the whole shipped corpus; a small folder is tested quickly
def test_the_shipped_corpus_loads_twice_and_keeps_every_rule():
    load_corpus(FIXTURES)
    before = snapshot()
    assert check_corpus() == []
    assert not load_corpus(FIXTURES).wrote
    assert snapshot() == before
