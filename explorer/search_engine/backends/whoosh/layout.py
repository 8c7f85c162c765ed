"""How documents lie in a Whoosh index: the forms of their texts with positions, and a record of everything else."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from whoosh import fields
from whoosh.formats import Format

from explorer.search_engine import analysis
from explorer.search_engine.types import Document, DocumentKey, DocumentType, Field

VERSION = f"2.{analysis.VERSION}"
"""Goes up when documents lie differently; an index of another version is outdated."""

WORDS = "words"
RECORD = "record"
POSITION = np.dtype("<u4")

Posting = tuple[str, int, float, bytes]
Places = list[tuple[str, list[int]]]


class StoredDocument(NamedTuple):
    """What a document is, beside its words: ``date`` is a proleptic ordinal, 0 for none; ``lengths`` are in words."""

    key: DocumentKey
    group: str
    weight: float
    date: int
    speaker: str
    values: dict[str, tuple[str, ...]]
    lengths: dict[str, int]
    words: str


class Positions(Format):  # type: ignore[misc]
    """A posting that keeps the positions of a form as 32-bit numbers, so that many are read at once."""

    def word_values(self, value: Places, _analyzer: object, **_: object) -> Iterator[Posting]:
        """Yield every form with how often and where it stands; the text was analysed before."""
        for form, places in value:
            yield form, len(places), float(len(places)), np.array(places, POSITION).tobytes()


class Presence(Format):  # type: ignore[misc]
    """A posting that only says that a word is there."""

    posting_size = 0

    def word_values(self, value: Sequence[str], _analyzer: object, **_: object) -> Iterator[Posting]:
        """Yield every word."""
        for word in value:
            yield word, 1, 1.0, b""


def schema() -> fields.Schema:
    """Return the fields of the index: the texts, the words as written, and the record."""
    texts = {field.value: fields.FieldType(Positions(), None) for field in Field}
    return fields.Schema(**texts, **{WORDS: fields.FieldType(Presence(), None), RECORD: fields.STORED()})


def revision_fields(revision: int) -> dict[str, Any]:
    """Return the entry that notes the revision: it is committed together with what it speaks of."""
    return {RECORD: revision}


def document_fields(document: Document) -> dict[str, Any]:
    """Return a document as Whoosh stores it."""
    texts = {field: analysis.tokens(text) for field, text in document.texts.items()}
    words = sorted({token.word for found in texts.values() for token in found})
    record = StoredDocument(
        key=DocumentKey(document.key.type.value, document.key.id),  # type: ignore[arg-type]  # plain, so that pickles stay plain
        group=document.group,
        weight=document.weight,
        date=document.date.toordinal() if document.date else 0,
        speaker=document.speaker,
        values={facet.value: tuple(values) for facet, values in document.values.items()},
        lengths={field.value: len(found) for field, found in texts.items()},
        words=" ".join(words),
    )
    places = {field.value: _places(found) for field, found in texts.items() if found}
    return {**places, **({WORDS: words} if words else {}), RECORD: tuple(record)}


def record(stored: dict[str, Any]) -> StoredDocument | int:
    """Return what was stored of a document, or the revision where the entry notes that."""
    found = stored[RECORD]
    if isinstance(found, int):
        return found
    (kind, id_), *others = found
    return StoredDocument(DocumentKey(DocumentType(kind), id_), *others)


def _places(words: Iterable[analysis.WordToken]) -> Places:
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words):
        for form in word.forms:
            places[form].append(place)
    return sorted(places.items())
