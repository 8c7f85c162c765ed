"""What a row stores of a record, and what a record says of a row: what goes in comes out again."""

import datetime

from explorer.coding.vocabulary import Status
from explorer.corpus import record_columns
from explorer.corpus.record_columns import columns, keys, synonym_columns, topic_columns, topic_keys
from explorer.corpus_format.schema import PassageRecord, SynonymRecord, TopicRecord
from explorer.models import Claim, Source, Topic


def test_codes_are_stored_as_their_values_and_where_there_is_none_as_nothing():
    record = PassageRecord(id="talk-1", kind="turn", grade="notes", start=0, end=5)
    stored = columns(record, ("kind", "grade", "time_basis", "disposition", "start_time", "start"))
    assert stored == {
        "kind": "turn",
        "grade": "notes",
        "time_basis": "",
        "disposition": "",
        "start_time": None,
        "start": 0,
    }
    assert type(stored["kind"]) is str


def test_a_record_leaves_out_what_is_empty_and_says_what_is_off_or_nought():
    said = keys(Source(slug="talk", show_text=False, note="", read_in_full=None), record_columns.SOURCE)
    assert said["show_text"] is False
    assert not {"note", "read_in_full", "published"} & said.keys()
    said = keys(Claim(slug="so", statement="So.", status=Status.DRAFT), record_columns.CLAIM)
    assert said == {"slug": "so", "statement": "So.", "role": "plain", "status": "draft"}


def test_a_topic_lies_flat_in_its_row_and_comes_out_whole():
    written = {
        "slug": "scaling",
        "question": "Is scale enough?",
        "description": "Whether more will do.",
        "added": datetime.date(2024, 1, 2),
        "poles": {"first": "No", "second": "Yes"},
        "meanings": {"first": "Says no.", "middle": "Says perhaps.", "second": "Says yes."},
    }
    flat = topic_columns(TopicRecord.model_validate(written))
    assert (flat["first_pole"], flat["second_pole"], flat["middle_means"]) == ("No", "Yes", "Says perhaps.")
    assert topic_keys(Topic(**flat)) == written


def test_the_terms_of_a_synonym_are_stored_as_lists():
    record = SynonymRecord(term="language model", also=["LM"], narrower=["GPT-3"])
    assert synonym_columns(record) == {"term": "language model", "also": ["LM"], "narrower": ["GPT-3"]}
    assert type(synonym_columns(record)["also"]) is list
