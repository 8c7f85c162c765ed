"""The records of a segment lie in columns, one item for each document."""

from explorer.search_engine.backends.whoosh.columns import Columns, Numbering
from explorer.search_engine.backends.whoosh.layout import build_document_entry, read_record
from explorer.search_engine.types import Facet, Field
from tests.search_engine.backends.test_base import plain


def test_records_lie_in_columns_and_a_revision_is_no_document():
    documents = [plain(1, "x", speaker="Ada", weight=2.0), plain(2, "x y", speaker="Bob"), plain(3, "x", speaker="Ada")]
    columns = Columns(iter([*(read_record(build_document_entry(one)) for one in documents), 7]))
    assert columns.keys == [*(one.key for one in documents), None]
    assert columns.revisions == {3: 7}
    assert columns.weight.tolist() == [2.0, 1.0, 1.0, 0.0]
    assert [columns.speakers.strings[number] for number in columns.speaker] == ["Ada", "Bob", "Ada", ""]
    assert columns.lengths[Field.BODY].tolist() == [1, 2, 1, 0]
    assert columns.entries[Facet.TYPE].documents.tolist() == [0, 1, 2]


def test_strings_are_numbered_in_the_order_of_their_appearance():
    numbering = Numbering()
    assert [numbering.number(one) for one in ("b", "a", "b")] == [0, 1, 0]
    assert numbering.strings == ["b", "a"]
