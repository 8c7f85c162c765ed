"""Layout of documents in a Whoosh index: the word forms of each text with positions, and a record of all the rest."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from whoosh import fields
from whoosh.formats import Format

from explorer.search_engine import analysis
from explorer.search_engine.types import Document, DocumentKey, DocumentType, Field

VERSION = f"2.{analysis.VERSION}"
"""Version of the layout. Raise the 2 when the layout changes; indexes of an older version are then outdated."""

WORDS = "words"
RECORD = "record"
POSITION_TYPE = np.dtype("<u4")

Posting = tuple[str, int, float, bytes]
PositionsByForm = list[tuple[str, list[int]]]


class StoredDocument(NamedTuple):
    """A document without its texts.

    ``date`` is a proleptic Gregorian ordinal, 0 for none. ``lengths`` has the number of words of each field. ``words``
    has each word once, separated by spaces.
    """

    key: DocumentKey
    group: str
    weight: float
    date: int
    speaker: str
    values: dict[str, tuple[str, ...]]
    lengths: dict[str, int]
    words: str


class Positions(Format):  # type: ignore[misc]
    """A posting that stores the positions of a form as 32-bit numbers, so that many can be read at once."""

    def word_values(self, value: PositionsByForm, _analyzer: object, **_: object) -> Iterator[Posting]:
        """Yield every form with its frequency and positions; the text has been analysed already."""
        for form, positions in value:
            yield form, len(positions), float(len(positions)), np.array(positions, POSITION_TYPE).tobytes()


class Presence(Format):  # type: ignore[misc]
    """A posting that only tells that a document has a word."""

    posting_size = 0

    def word_values(self, value: Sequence[str], _analyzer: object, **_: object) -> Iterator[Posting]:
        for word in value:
            yield word, 1, 1.0, b""


def build_schema() -> fields.Schema:
    """Return the schema of the index: the texts, the words in lower case, and the record."""
    texts = {field.value: fields.FieldType(Positions(), None) for field in Field}
    return fields.Schema(**texts, **{WORDS: fields.FieldType(Presence(), None), RECORD: fields.STORED()})


def build_revision_entry(revision: int) -> dict[str, Any]:
    """Return the entry that stores the revision; the changes up to that revision are committed together with it."""
    return {RECORD: revision}


def build_document_entry(document: Document) -> dict[str, Any]:
    """Return a document as Whoosh stores it."""
    texts = {field: analysis.tokenize(text) for field, text in document.texts.items()}
    words = sorted({token.word for found in texts.values() for token in found})
    record = StoredDocument(
        key=DocumentKey(document.key.type.value, document.key.id),  # type: ignore[arg-type]  # plain text, so that pickles hold no class of ours
        group=document.group,
        weight=document.weight,
        date=document.date.toordinal() if document.date else 0,
        speaker=document.speaker,
        values={facet.value: tuple(values) for facet, values in document.values.items()},
        lengths={field.value: len(found) for field, found in texts.items()},
        words=" ".join(words),
    )
    positions = {field.value: _list_positions(found) for field, found in texts.items() if found}
    return {**positions, **({WORDS: words} if words else {}), RECORD: tuple(record)}


def read_record(stored: dict[str, Any]) -> StoredDocument | int:
    """Return the stored document, or the revision if the entry stores the revision."""
    found = stored[RECORD]
    if isinstance(found, int):
        return found
    (kind, id_), *others = found
    return StoredDocument(DocumentKey(DocumentType(kind), id_), *others)


def _list_positions(words: Iterable[analysis.WordToken]) -> PositionsByForm:
    positions: dict[str, list[int]] = defaultdict(list)
    for position, word in enumerate(words):
        for form in word.forms:
            positions[form].append(position)
    return sorted(positions.items())
