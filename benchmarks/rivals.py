"""Engines to measure the site's by: SQLite's FTS5, PostgreSQL's own full text, and tantivy.

The first two do the same work on the same documents: they find what matches, rank it by their own measure times the
document's weight, and return the best twenty groups, the number of groups, and the counts of six facets by group, where
a chosen facet does not filter itself. Tantivy cannot count groups and counts documents, which is less work.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.passages import Asked
from explorer.search_engine.types import Document, Facet, Field

FIELDS = (Field.TITLE, Field.BODY, Field.NAMES)
FACETS_OF_ONE = (
    "SELECT c.facet, c.value, count(DISTINCT c.grp) FROM found f JOIN facets c ON c.document = f.id WHERE {}"
)


def list_facets(documents: Sequence[Document]) -> list[tuple[int, str, str, str]]:
    """Return the rows of a table of facets: document, facet, value and group."""
    return [
        (number, facet.value, value, document.group)
        for number, document in enumerate(documents)
        for facet, values in document.values.items()
        for value in values
    ]


class Fts5:
    """SQLite's full text: Porter stemmer, accents removed, its own bm25."""

    name = "FTS5"

    def __init__(self, folder: Path) -> None:
        self._path = folder / "fts.sqlite3"
        self._database = sqlite3.connect(self._path)
        self._database.execute("CREATE TEMP TABLE found(id INTEGER PRIMARY KEY, grp TEXT, score REAL)")

    def build(self, documents: Sequence[Document]) -> None:
        """Fill the tables and build the indexes."""
        self._database.executescript(
            """
            CREATE VIRTUAL TABLE words USING fts5(title, body, names, tokenize='porter unicode61 remove_diacritics 2');
            CREATE TABLE documents(id INTEGER PRIMARY KEY, grp TEXT, weight REAL);
            CREATE TABLE facets(document INTEGER, facet TEXT, value TEXT, grp TEXT);
            """
        )
        for number, document in enumerate(documents):
            texts = [document.texts.get(field, "") for field in FIELDS]
            self._database.execute("INSERT INTO words(rowid, title, body, names) VALUES (?,?,?,?)", (number, *texts))
            self._database.execute("INSERT INTO documents VALUES (?,?,?)", (number, document.group, document.weight))
        self._database.executemany("INSERT INTO facets VALUES (?,?,?,?)", list_facets(documents))
        self._database.executescript("CREATE INDEX by_document ON facets(document, facet, value, grp); ANALYZE;")
        self._database.commit()

    def search(self, asked: Asked) -> None:
        """Do what the site's engine does for the query."""
        run, match = self._database.execute, self._match(asked)
        run("DELETE FROM found")
        run(
            "INSERT INTO found SELECT d.id, d.grp, -bm25(words, 1.5, 1.0, 0.4) * d.weight FROM words "
            "JOIN documents d ON d.id = words.rowid WHERE words MATCH ?",
            (match,),
        )
        where, values = _narrow(asked.filters, "?")
        run(f"SELECT count(DISTINCT grp) FROM found f WHERE {where}", values).fetchone()
        page = run(
            f"SELECT grp, max(score), id FROM found f WHERE {where} GROUP BY grp ORDER BY 2 DESC LIMIT 20",
            values,
        ).fetchall()
        for condition, values in list_counts(asked.filters, "?"):
            run(FACETS_OF_ONE.format(condition) + " GROUP BY c.facet, c.value", values).fetchall()
        if asked.snippets:
            for _, _, number in page:
                run(
                    "SELECT snippet(words, 1, '[', ']', '…', 48) FROM words WHERE words MATCH ? AND rowid = ?",
                    (match, number),
                ).fetchone()

    def size(self) -> int:
        """Return the bytes on disk."""
        return self._path.stat().st_size

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def _match(self, asked: Asked) -> str:
        words = ['"' + word.replace('"', "") + '"' for word in asked.words]
        if asked.joined == "phrase":
            return '"' + " ".join(asked.words).replace('"', "") + '"'
        return words[0] + "*" if asked.joined == "prefix" else f" {asked.joined.upper()} ".join(words)


class PlainPostgres:
    """PostgreSQL's own full text: its English configuration, ts_rank, and one statement for what is found."""

    name = "ts_rank"

    def __init__(self, address: dict[str, Any]) -> None:
        self._connection = psycopg.connect(**address, autocommit=True, prepare_threshold=None)
        self._connection.execute("SET jit = off; SET work_mem = '64MB'; SET max_parallel_workers_per_gather = 0")
        self._connection.execute("CREATE SCHEMA IF NOT EXISTS plain; SET search_path = plain")

    def build(self, documents: Sequence[Document]) -> None:
        """Fill the tables and build the indexes."""
        self._connection.execute(
            """
            DROP TABLE IF EXISTS documents, facets;
            CREATE TABLE documents(id integer PRIMARY KEY, grp text, weight float8, body text, words tsvector);
            CREATE TABLE facets(document integer, facet text, value text, grp text);
            """
        )
        with self._connection.transaction(), self._connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO documents VALUES (%s, %s, %s, %s, setweight(to_tsvector('english', %s), 'A') "
                "|| setweight(to_tsvector('english', %s), 'B') || setweight(to_tsvector('english', %s), 'C'))",
                [
                    (
                        number,
                        one.group,
                        one.weight,
                        one.texts[Field.BODY],
                        *(one.texts.get(field, "") for field in FIELDS),
                    )
                    for number, one in enumerate(documents)
                ],
            )
            with cursor.copy("COPY facets FROM STDIN") as copy:
                for row in list_facets(documents):
                    copy.write_row(row)
        self._connection.execute(
            "CREATE INDEX ON documents USING gin (words); CREATE INDEX ON facets (document, facet, value, grp)"
        )
        self._connection.execute("VACUUM ANALYZE documents")
        self._connection.execute("VACUUM ANALYZE facets")

    def search(self, asked: Asked) -> None:
        """Do what the site's engine does for the query."""
        query, words = self._query(asked)
        found = (
            "WITH found AS MATERIALIZED (SELECT id, grp, ts_rank(words, q) * weight AS score FROM documents, "
            f"(SELECT {query} AS q) AS asked WHERE words @@ q), "
        )
        where, values = _narrow(asked.filters, "%s")
        counts = list_counts(asked.filters, "%s")
        parts = " UNION ALL ".join(
            f"({FACETS_OF_ONE.format(condition)} GROUP BY c.facet, c.value)" for condition, _ in counts
        )
        statement = (
            f"{found} passing AS MATERIALIZED (SELECT * FROM found f WHERE {where}), "
            "page AS ("
            "SELECT grp, max(score) AS score, min(id) AS id FROM passing GROUP BY grp ORDER BY 2 DESC LIMIT 20) "
            "SELECT (SELECT count(DISTINCT grp) FROM passing), (SELECT json_agg(page) FROM page), "
            f"(SELECT json_agg(counted) FROM ({parts}) AS counted)"
        )
        given = [*words, *values, *(value for _, more in counts for value in more)]
        _, page, _ = self._connection.execute(statement, given).fetchone() or (0, [], [])
        if asked.snippets and page:
            self._connection.execute(
                f"SELECT ts_headline('english', body, {query}) FROM documents WHERE id = ANY (%s)",
                [*words, [row["id"] for row in page]],
            ).fetchall()

    def size(self) -> int:
        """Return the bytes on disk."""
        row = self._connection.execute(
            "SELECT pg_total_relation_size('documents') + pg_total_relation_size('facets')"
        ).fetchone()
        return int(row[0]) if row else 0

    def close(self) -> None:
        """Drop the tables and close the connection."""
        self._connection.execute("DROP SCHEMA plain CASCADE")
        self._connection.close()

    def _query(self, asked: Asked) -> tuple[str, list[str]]:
        if asked.joined == "phrase":
            return "phraseto_tsquery('english', %s)", [" ".join(asked.words)]
        if asked.joined == "prefix":
            return "to_tsquery('simple', %s)", [f"{asked.words[0]}:*"]
        sign = " || " if asked.joined == "or" else " && "
        return "(" + sign.join("plainto_tsquery('english', %s)" for _ in asked.words) + ")", list(asked.words)


class Tantivy:
    """Tantivy: Rust's Lucene, a library like the embedded engine; it counts documents, not groups."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._tantivy = tantivy
        self._path = folder / "tantivy"
        self._path.mkdir(exist_ok=True)
        schema = tantivy.SchemaBuilder()
        for field in FIELDS:
            schema.add_text_field(field.value, stored=field is Field.BODY, tokenizer_name="en_stem")
        for facet in Facet:
            schema.add_text_field(f"facet_{facet.value}", fast=True, tokenizer_name="raw", index_option="basic")
        schema.add_text_field("grp", stored=True, tokenizer_name="raw")
        self._schema = schema.build()
        self._index = tantivy.Index(self._schema, path=str(self._path))

    def build(self, documents: Sequence[Document]) -> None:
        """Write all documents in one commit."""
        writer = self._index.writer(heap_size=128_000_000, num_threads=1)
        for one in documents:
            row = self._tantivy.Document()
            for field in FIELDS:
                row.add_text(field.value, one.texts.get(field, ""))
            for facet, values in one.values.items():
                for value in values:
                    row.add_text(f"facet_{facet.value}", value)
            row.add_text("grp", one.group)
            writer.add_document(row)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def search(self, asked: Asked) -> None:
        """Do what the site's engine does for the query, as far as it can."""
        searcher, words = self._index.searcher(), self._query(asked)
        query = self._narrow(words, asked.filters)
        hits = searcher.search(query, limit=30).hits
        groups = {searcher.doc(address)["grp"][0]: address for _, address in hits}
        self._count(searcher, query, [facet for facet in Facet if facet not in asked.filters])
        for facet in asked.filters:
            others = {other: value for other, value in asked.filters.items() if other is not facet}
            self._count(searcher, self._narrow(words, others), [facet])
        if asked.snippets:
            cutter = self._tantivy.SnippetGenerator.create(searcher, words, self._schema, "body")
            for address in list(groups.values())[:20]:
                cutter.snippet_from_doc(searcher.doc(address)).to_html()

    def size(self) -> int:
        """Return the bytes on disk."""
        return sum(path.stat().st_size for path in self._path.iterdir())

    def close(self) -> None:
        """Keep the files, which lie in a folder of the run's own."""

    def _query(self, asked: Asked) -> Any:
        clean = [word.replace("'", "").replace('"', "") for word in asked.words]
        if asked.joined == "prefix":
            kind = self._tantivy.Query.regex_query
            return self._tantivy.Query.disjunction_max_query(
                [kind(self._schema, field.value, f"{clean[0]}.*") for field in FIELDS]
            )
        text = {"and": " AND ", "or": " OR ", "phrase": " "}[asked.joined].join(clean)
        text = f'"{text}"' if asked.joined == "phrase" else text
        fields = [field.value for field in FIELDS]
        return self._index.parse_query_lenient(text, fields, field_boosts={"title": 1.5, "names": 0.4})[0]

    def _narrow(self, words: Any, filters: dict[Facet, str]) -> Any:
        must = self._tantivy.Occur.Must
        terms = [
            (must, self._tantivy.Query.term_query(self._schema, f"facet_{facet.value}", value))
            for facet, value in filters.items()
        ]
        return self._tantivy.Query.boolean_query([(must, words), *terms]) if terms else words

    def _count(self, searcher: Any, query: Any, facets: Sequence[Facet]) -> None:
        wanted = {facet.value: {"terms": {"field": f"facet_{facet.value}", "size": 1000}} for facet in facets}
        searcher.aggregate(query, wanted)


def _narrow(filters: dict[Facet, str], mark: str) -> tuple[str, list[str]]:
    clause = f"EXISTS (SELECT 1 FROM facets x WHERE x.document = f.id AND x.facet = {mark} AND x.value = {mark})"
    values = [text for facet, value in filters.items() for text in (facet.value, value)]
    return " AND ".join([clause] * len(filters)) or "1 = 1", values


def list_counts(filters: dict[Facet, str], mark: str) -> list[tuple[str, list[str]]]:
    """Return the conditions of all counts: one of every facet that was not chosen, and one for each that was."""
    chosen = ", ".join(f"'{facet.value}'" for facet in filters) or "''"
    where, values = _narrow(filters, mark)
    counts = [(f"c.facet NOT IN ({chosen}) AND {where}", values)]
    for facet in filters:
        where, values = _narrow({other: value for other, value in filters.items() if other is not facet}, mark)
        counts.append((f"c.facet = '{facet.value}' AND {where}", values))
    return counts
