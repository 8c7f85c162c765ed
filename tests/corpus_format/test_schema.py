"""What a record knows of itself: every rule that it keeps alone is told with its cure."""

import pytest
from pydantic import ValidationError

from explorer.corpus_format import schema
from tests.corpus_format.conftest import CLAIM, EVIDENCE, told


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (schema.SeriesRecord, "slug: a\ntitle: b\nurl: foo", "3: 'foo' is no web address"),
        (schema.SeriesRecord, "slug: a\ntitle: b\nurl: ftp://x.org", "3: 'ftp://x.org' is no web address"),
        (schema.SourceRecord, "extension: yaml", "1: a document cannot end in .yaml"),
        (
            schema.PassageRecord,
            "id: a-1\nkind: turn\ngrade: notes\nstart: 3\nend: 3",
            "1: the passage ends at 3, not after its start at 3; correct its offsets",
        ),
        (
            schema.StanceRecord,
            "speaker: a\ntopic: b\nrationale: c",
            "1: code 'position' needs a position from -2 to 2",
        ),
        (
            schema.PassageRecord,
            "id: a-1\nkind: turn\ngrade: notes\nstart: 0\nend: 3\nstart_time: 5\nend_time: 4\ntime_basis: own",
            "1: end_time is before start_time; correct one of them",
        ),
        (
            schema.PassageRecord,
            "id: a-1\nkind: turn\ngrade: notes\nstart: 0\nend: 3\nstart_time: 5",
            "1: start_time and time_basis go together; give both or neither",
        ),
        (
            schema.StanceRecord,
            "speaker: a\ntopic: b\ncode: mixed\nposition: 1\nrationale: c",
            "1: code 'position' needs a position from -2 to 2, and other codes have none",
        ),
        (
            schema.ContrastRecord,
            "topic: a\nspeakers: [b, b]\nkind: contradict\nreason: c",
            "1: a contrast needs two different speakers; correct one of them",
        ),
        (schema.SynonymRecord, "term: RL", "1: 'RL' stands alone; give terms in also or in narrower, or remove it"),
        (schema.SynonymRecord, "term: RL\nalso: [rl]", "1: 'rl' stands twice with 'RL'; remove one of them"),
        (schema.ErratumRecord, "exact: ' so'", "1: the quotation begins or ends with white space; move it"),
        (schema.ClaimRecord, CLAIM + EVIDENCE + "status: retracted", "1: a retracted claim, and no other, needs"),
    ],
)
def test_a_rule_of_a_record_is_told_with_its_cure(kind, text, expected):
    assert any(problem.startswith(expected) for problem in told(kind, text)), told(kind, text)


def test_an_address_is_kept_as_it_was_written():
    assert schema.SeriesRecord(slug="a", title="b", url="https://example.org").url == "https://example.org"


def test_a_relation_is_read_by_the_key_of_its_file_and_by_its_name():
    ends = {"to": "b", "kind": "agrees", "reason": "Says the same."}
    assert schema.RelationRecord.model_validate({"from": "a", **ends}) == schema.RelationRecord(from_="a", **ends)


def test_a_record_is_not_changed_once_it_is_read():
    with pytest.raises(ValidationError):
        schema.SeriesRecord(slug="a", title="b").title = "c"
