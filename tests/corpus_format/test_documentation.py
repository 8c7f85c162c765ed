"""The examples of docs/corpus-format.md are what the folder takes."""

import re

import pytest
from django.conf import settings

from explorer.corpus_format import schema
from explorer.corpus_format.validation import validate_record
from explorer.corpus_format.yaml_nodes import Node, compose

KINDS = [
    schema.SpeakerRecord,
    schema.SeriesRecord,
    schema.TopicRecord,
    schema.EpisodeRecord,
    schema.PassageRecord,
    schema.ClaimRecord,
    schema.StanceRecord,
    schema.ErratumRecord,
    schema.RelationRecord,
    schema.ContrastRecord,
    schema.SynonymRecord,
    schema.JudgementRecord,
]
EXAMPLES = re.findall(r"```yaml\n(.*?)```", (settings.BASE_DIR / "docs/corpus-format.md").read_text(), re.DOTALL)


@pytest.mark.parametrize(
    ("kind", "text"), list(zip(KINDS, EXAMPLES, strict=True)), ids=lambda value: getattr(value, "__name__", "")
)
def test_an_example_is_a_record_with_every_key(kind, text):
    node = compose(text.encode(), "corpus-format.md")
    assert node is not None
    record = node if isinstance(node.content, dict) else node.content[0]
    assert isinstance(record, Node)
    validate_record(kind, record, "corpus-format.md")
    assert isinstance(record.content, dict)
    keys = {field.alias or name for name, field in kind.model_fields.items()}
    # A stance with a position points to nothing, and a claim that stands has no retraction.
    left_out = {"retracted_on", "retraction_reason", "merged_into", "prefix", "suffix", "points_to"}
    assert keys - set(record.content) <= left_out
