"""Faults of one record, in plain words and on their line."""

import pytest

from explorer.corpus_format import schema
from explorer.corpus_format.validation import validate_record
from explorer.corpus_format.yaml_nodes import compose
from tests.corpus_format.conftest import CLAIM, EVIDENCE, told


def test_a_record_is_validated():
    node = compose((CLAIM + EVIDENCE).encode(), "f.yaml")
    assert node is not None
    claim = validate_record(schema.ClaimRecord, node, "f.yaml")
    assert (claim.slug, claim.evidence[0].mode, claim.status) == ("a", "asserted", "draft")


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (schema.SeriesRecord, "slug: A b\ntitle: t", "1: 'A b' is no slug; write small letters"),
        (schema.SeriesRecord, "slug: a\ntitle: 12", "2: title must be text, not 12; put it in quotation marks"),
        (schema.SeriesRecord, "slug: a\ntitle:", "2: title is empty; fill it in"),
        (schema.SeriesRecord, "slug: a", "1: 'title' is missing; add it"),
        (schema.SeriesRecord, "slug: a\ntitle: ' x'", "2: ' x' is no single line in title"),
        (
            schema.SeriesRecord,
            "slug: a\ntitle: b\ntitel: c",
            "3: unknown key 'titel' (did you mean 'title'?); known keys are slug, title and url",
        ),
        (schema.SeriesRecord, "- a", "1: a series must be a mapping; write 'key: value' lines"),
        (schema.SpeakerRecord, "slug: a\nname: b\naliases: c", "3: aliases must be a list; begin each item with '- '"),
        (schema.TopicRecord, "poles: 1", "1: poles must be a mapping"),
        (schema.TopicRecord, "added: soon", "1: 'soon' is no date in added; write YYYY-MM-DD"),
        (schema.SourceRecord, "show_text: maybe", "1: 'maybe' is neither true nor false in show_text"),
        (schema.SourceRecord, "sha256: abc", "1: 'abc' is no SHA-256"),
        (schema.EpisodeRecord, "number: x", "1: 'x' is no whole number in number; write digits"),
        (schema.EpisodeRecord, "number: -1", "1: number is -1, at least 0 is allowed; correct it"),
        (schema.EpisodeRecord, "labels:\n  '': a", "2: '' is no single line in a label"),
        (schema.EpisodeRecord, "labels:\n  A: B c", "2: 'B c' is no slug"),
        (schema.PassageRecord, "id: a", "1: 'a' is no passage id; write the source's slug, a hyphen and a number"),
        (schema.PassageRecord, "start_time: soon", "1: 'soon' is no number in start_time; write seconds"),
        (schema.PassageRecord, "start_time: 'inf'", "1: start_time is 'inf', which is no time; write seconds"),
        (schema.StanceRecord, "position: 5", "1: position is 5, at most 2 is allowed; correct it"),
        (schema.ContrastRecord, "speakers: [a]", "1: item 2 of speakers is missing; add it"),
        (schema.ContrastRecord, "speakers: [a, b, c]", "1: speakers has 3 items, at most 2 are allowed"),
        (
            schema.ClaimRecord,
            CLAIM.replace("It is so.", "x" * 201) + EVIDENCE,
            "3: statement has 201 characters, at most 200 are allowed; shorten it",
        ),
        (schema.SynonymRecord, "term: RL\nalso: [' x']", "2: ' x' is no single line in item 1 of also"),
        (schema.SynonymRecord, "term: RL\nalso: TD", "2: also must be a list; begin each item with"),
        (schema.EpisodeRecord, "- a", "1: an episode must be a mapping"),
        (schema.ClaimRecord, CLAIM + "evidence: []", "7: evidence is empty; give at least one"),
        (
            schema.ClaimRecord,
            CLAIM + EVIDENCE.replace("labelled", "labeled"),
            "11: 'labeled' is no basis; use labelled, narrated, written, contextual or inferred",
        ),
        (
            schema.ClaimRecord,
            CLAIM + EVIDENCE + "  moed: hedged",
            "12: unknown key 'moed' (did you mean 'mode'?); known keys are source, exact, prefix",
        ),
        (schema.ClaimRecord, CLAIM + "evidence:\n- x", "8: item 1 of evidence must be a mapping"),
    ],
)
def test_a_fault_is_told_in_plain_words_on_its_line(kind, text, expected):
    assert any(problem.startswith(expected) for problem in told(kind, text)), told(kind, text)


def test_every_fault_is_told_and_none_that_only_follows_from_another():
    text = CLAIM.replace("bearing", "bearings") + EVIDENCE.replace("basis: labelled", "basis: x")
    assert [problem.split(";")[0] for problem in told(schema.ClaimRecord, text)] == [
        "5: 'bearing' is missing",
        "6: unknown key 'bearings' (did you mean 'bearing'?)",
        "11: 'x' is no basis",
    ]
