"""Writing of documents into the tables of a generation; all of it in the caller's transaction."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from explorer.search_engine.analysis import WordToken, tokenize
from explorer.search_engine.backends.postgres.connections import Connection
from explorer.search_engine.backends.postgres.layout import (
    FACET_BITS,
    FACETS,
    FIELDS,
    FORM,
    GROUP,
    SCHEMA,
    WORD,
    storable,
)
from explorer.search_engine.types import Document, DocumentKey, Field

CHUNK = 1000
"""Documents that are held in memory at a time."""

Term = tuple[str, str]
"""The kind and the name of a term."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A document with its words: the positions of every form by field."""

    document: Document
    words: frozenset[str]
    lengths: Mapping[Field, int]
    positions: Mapping[Field, Mapping[str, Sequence[int]]]

    @property
    def counted(self) -> set[Term]:
        """The terms whose documents are counted: forms and words."""
        forms = {(FORM, form) for positions in self.positions.values() for form in positions}
        return forms | {(WORD, word) for word in self.words}

    @property
    def values(self) -> list[tuple[int, Term]]:
        """The values of the document's facets, each with the facet's number."""
        return [
            (FACETS.index(facet), (facet.value, storable(value)))
            for facet, values in self.document.values.items()
            for value in dict.fromkeys(values)
        ]

    @property
    def group(self) -> Term:
        return (GROUP, storable(self.document.group))


class Writer:
    """Adds documents to a generation and removes them, and counts what it holds.

    ``writes`` is the number of the write that this is, by which readers know what is new to them. ``documents`` counts
    those added less those removed.
    """

    def __init__(self, connection: Connection, writes: int) -> None:
        self._connection = connection
        self._writes = writes
        self._numbers: dict[Term, int] = {}
        self._counts: Counter[int] = Counter()
        self.documents = 0
        self._texts = [0] * len(FIELDS)
        self._words = [0] * len(FIELDS)
        self._last_document = self._find_last("document")
        self._last_term = self._find_last("term")

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents, none of which is in the index."""
        waiting = iter(documents)
        while chunk := list(islice(waiting, CHUNK)):
            self._add([_analyse(document) for document in chunk])

    def remove(self, keys: Collection[DocumentKey]) -> None:
        """Remove the documents with these keys, as far as there are any."""
        types, ids = [key.type.value for key in keys], [storable(key.id) for key in keys]
        gone = self._connection.execute(
            "DELETE FROM document USING unnest(%s::text[], %s::text[]) AS gone (type, key) "
            "WHERE document.type = gone.type AND document.key = gone.key "
            "RETURNING document.id, document.lengths, document.terms",
            (types, ids),
        ).fetchall()
        for number, lengths, terms in gone:
            self._count(lengths, terms, -1)
            self._connection.execute("DELETE FROM posting WHERE form = ANY (%s) AND document = %s", (terms, number))
        # The rows stay, so that who has read the windows before learns that there are none.
        self._connection.execute(
            "UPDATE meaning SET windows = '{}', written = %s FROM unnest(%s::text[], %s::text[]) AS gone (type, key) "
            "WHERE meaning.type = gone.type AND meaning.key = gone.key",
            (self._writes, types, ids),
        )

    def finish(self, revision: int) -> None:
        """Write what was counted into the terms and the state."""
        ordered = sorted((number, count) for number, count in self._counts.items() if count)
        self._connection.execute(
            "UPDATE term SET documents = term.documents + changed.documents "
            "FROM unnest(%s::integer[], %s::integer[]) AS changed (id, documents) WHERE term.id = changed.id",
            ([number for number, _ in ordered], [count for _, count in ordered]),
        )
        counted = {"revision": revision, "documents": self.documents, "texts": self._texts, "words": self._words}
        self._connection.execute(ADVANCE, counted)

    def _add(self, entries: Sequence[_Entry]) -> None:
        self._number_terms({term for entry in entries for term in _list_terms(entry)})
        rows = []
        postings: list[tuple[Any, ...]] = []
        for entry in entries:
            self._last_document += 1
            terms = sorted(self._numbers[term] for term in entry.counted)
            lengths = [entry.lengths.get(field, 0) for field in FIELDS]
            self._count(lengths, terms, 1)
            rows.append((self._last_document, *self._describe(entry), lengths, self._list_values(entry), terms))
            postings.extend(self._list_postings(entry))
        self._copy("document (id, type, key, grp, weight, date, speaker, lengths, facets, terms)", DOCUMENT, rows)
        self._add_windows([entry.document for entry in entries])
        postings.sort()
        # As text, with arrays spelled by hand: the adapters of psycopg take longer for them than all else here.
        with self._connection.cursor().copy("COPY posting FROM STDIN") as copy:
            copy.write("".join(map(POSTING.__mod__, postings)))

    def _add_windows(self, documents: Iterable[Document]) -> None:
        rows = [
            (document.key.type.value, document.key.id, list(document.windows), self._writes)
            for document in documents
            if document.windows
        ]
        with self._connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO meaning (type, key, windows, written) VALUES (%s, %s, %s::bytea[], %s) "
                "ON CONFLICT (type, key) DO UPDATE SET windows = excluded.windows, written = excluded.written",
                rows,
            )

    def _describe(self, entry: _Entry) -> tuple[object, ...]:
        found = entry.document
        group = self._numbers[entry.group]
        return (found.key.type.value, found.key.id, group, found.weight, found.date, storable(found.speaker.casefold()))

    def _list_values(self, entry: _Entry) -> list[int]:
        return sorted((self._numbers[term] << FACET_BITS) + facet for facet, term in entry.values)

    def _list_postings(self, entry: _Entry) -> Iterator[tuple[Any, ...]]:
        for number, field in enumerate(FIELDS, start=1):
            for form, positions in entry.positions.get(field, {}).items():
                found = self._numbers[FORM, form]
                spelled = ",".join(map(str, positions))
                yield found, self._last_document, number, len(positions), entry.lengths[field], spelled

    def _number_terms(self, terms: Iterable[Term]) -> None:
        """Give a number to every term, the one that it has in the index or a new one."""
        unknown = sorted(term for term in terms if term not in self._numbers)
        kinds, names = [kind for kind, _ in unknown], [name for _, name in unknown]
        found = self._connection.execute(
            "SELECT term.kind, term.name, term.id FROM term "
            "JOIN unnest(%s::text[], %s::text[]) AS named (kind, name) USING (kind, name)",
            (kinds, names),
        )
        self._numbers.update({(kind, name): number for kind, name, number in found})
        new = [term for term in unknown if term not in self._numbers]
        self._numbers.update({term: number for number, term in enumerate(new, start=self._last_term + 1)})
        self._last_term += len(new)
        rows = [(self._numbers[term], *term, 0) for term in new]
        self._copy("term (id, kind, name, documents)", ("int4", "text", "text", "int4"), rows)

    def _count(self, lengths: Sequence[int], terms: Iterable[int], sign: int) -> None:
        for number in terms:
            self._counts[number] += sign
        self.documents += sign
        for field, length in enumerate(lengths):
            self._texts[field] += sign * (length > 0)
            self._words[field] += sign * length

    def _copy(self, columns: str, types: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        with (
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY {columns} FROM STDIN (FORMAT binary)") as copy,
        ):
            copy.set_types(types)
            for row in rows:
                copy.write_row(row)

    def _find_last(self, table: str) -> int:
        (last,) = self._connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone() or (0,)
        return int(last)


DOCUMENT = ("int4", "text", "text", "int4", "float8", "date", "text", "int4[]", "int4[]", "int4[]")
POSTING = "%d\t%d\t%d\t%d\t%d\t{%s}\n"

ADVANCE = f"""
    UPDATE {SCHEMA}.state SET revision = %(revision)s, writes = writes + 1, documents = documents + %(documents)s,
        texts = (SELECT array_agg(a + b ORDER BY place)
            FROM unnest(texts, %(texts)s::bigint[]) WITH ORDINALITY AS added (a, b, place)),
        words = (SELECT array_agg(a + b ORDER BY place)
            FROM unnest(words, %(words)s::bigint[]) WITH ORDINALITY AS added (a, b, place))
"""


def _list_terms(entry: _Entry) -> Iterator[Term]:
    yield from entry.counted
    yield from (term for _, term in entry.values)
    yield entry.group


def _analyse(document: Document) -> _Entry:
    texts = {field: tokenize(text) for field, text in document.texts.items()}
    return _Entry(
        document,
        frozenset(token.word for words in texts.values() for token in words),
        {field: len(words) for field, words in texts.items()},
        {field: _find_positions(words) for field, words in texts.items()},
    )


def _find_positions(words: Sequence[WordToken]) -> Mapping[str, Sequence[int]]:
    positions: defaultdict[str, list[int]] = defaultdict(list)
    for position, word in enumerate(words):
        for form in word.forms:
            positions[form].append(position)
    return positions
