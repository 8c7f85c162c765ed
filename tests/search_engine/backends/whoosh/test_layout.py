"""Documents lie in the index as forms with their positions, and as a record that gives back everything else."""

import datetime

import numpy as np

from explorer.search_engine.backends.whoosh.layout import (
    POSITION_TYPE,
    RECORD,
    WORDS,
    Positions,
    Presence,
    build_document_entry,
    build_revision_entry,
    build_schema,
    read_record,
)
from explorer.search_engine.types import Document, DocumentKey, DocumentType, Facet, Field
from tests.search_engine.backends.test_base import BRAIN


def test_a_record_gives_back_what_is_no_text():
    found = read_record(build_document_entry(BRAIN))
    assert (found.key, found.group, found.weight, found.speaker) == (BRAIN.key, "talk-1", 1.0, "Ada Lovelace")
    assert isinstance(found.key.type, DocumentType)
    assert datetime.date.fromordinal(found.date) == BRAIN.date
    assert found.values == {facet.value: values for facet, values in BRAIN.values.items()}
    assert found.lengths == {"title": 2, "body": 7, "names": 2}


def test_what_has_no_date_and_no_text_has_a_record_all_the_same():
    fields = build_document_entry(Document(DocumentKey(DocumentType.TOPIC, "bare"), {Field.BODY: "…"}, {}, "bare"))
    assert list(fields) == [RECORD]
    assert (read_record(fields).date, read_record(fields).words) == (0, "")


def test_a_record_is_plain_so_that_its_pickle_names_no_code_of_ours():
    (kind, id_), *_, values, lengths, _ = build_document_entry(BRAIN)[RECORD]
    assert {type(one) for one in (kind, id_, *values, *lengths)} == {str}


def test_a_revision_is_told_from_a_document():
    assert read_record(build_revision_entry(7)) == 7


def test_forms_come_in_their_order_with_every_place_where_they_stand():
    fields = build_document_entry(
        Document(DocumentKey(DocumentType.CLAIM, "x"), {Field.BODY: "One two one, ONE."}, {Facet.TYPE: ()}, "x")
    )
    assert fields["body"] == [("one", [0, 2, 3]), ("two", [1])]
    assert fields[WORDS] == ["one", "two"]
    (form, often, weight, places), _ = Positions().word_values(fields["body"], None)
    assert (form, often, weight) == ("one", 3, 3.0)
    assert np.frombuffer(places, POSITION_TYPE).tolist() == [0, 2, 3]
    assert list(Presence().word_values(["one"], None)) == [("one", 1, 1.0, b"")]


def test_every_text_has_a_field_of_the_index():
    assert set(build_schema().names()) == {*(field.value for field in Field), WORDS, RECORD}
