"""Small invented documents as each tool and trade writes them, with who says what from when set by hand beside them."""

from pathlib import Path

import pytest
import yaml

from explorer.coding.vocabulary import PassageKind
from explorer.labels.names import key_of
from explorer.parsers import parse_bytes

DATA = Path(__file__).resolve().parents[1] / "data/transcripts"
DOCUMENTS = sorted(path for path in DATA.glob("*/*") if path.suffix != ".yaml")


def test_there_are_two_documents_or_more_of_every_tool():
    assert len(DOCUMENTS) >= 60
    assert all(len([path for path in DOCUMENTS if path.parent == folder]) >= 2 for folder in DATA.iterdir())


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_passage_comes_out_with_the_right_speaker_or_with_none(path):
    wanted = yaml.safe_load(path.with_name(f"{path.name}.yaml").read_text())
    parsed = parse_bytes(path.read_bytes(), extension=path.suffix.lstrip("."))
    assert parsed.format == wanted["format"]
    spoken = [passage for passage in parsed.passages if passage.kind is PassageKind.TURN]
    assert [(key_of(passage.speaker or ""), passage.start_time) for passage in spoken] == [
        (key_of(turn["speaker"] or ""), turn["start"]) for turn in wanted["turns"]
    ]
    for passage, turn in zip(spoken, wanted["turns"], strict=True):
        assert passage.text.startswith(turn["begins"])
    assert parsed.title == wanted.get("title", parsed.title)
    assert len(parsed.passages) - len(spoken) == wanted.get("summaries", len(parsed.passages) - len(spoken))
