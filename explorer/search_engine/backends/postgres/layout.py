"""Layout of the index in PostgreSQL: one row that says which state it is in, and a schema for each generation.

``search_index.state`` names the generation that answers; its tables stand in the schema ``search_index_<generation>``.
Terms are everything that is found by its name: forms, words, groups and the values of facets.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import psycopg
from psycopg import errors

from explorer.search_engine import analysis
from explorer.search_engine.backends.base import IndexUnusable
from explorer.search_engine.backends.postgres.connections import Connection
from explorer.search_engine.types import Facet, Field, State

VERSION = f"1.{analysis.VERSION}"
"""Version of the layout. Raise the 1 when the layout changes; indexes of an older version are then outdated."""

SCHEMA = "search_index"
MARK = "The search index of a Debate Explorer. It can be dropped and rebuilt."

FIELDS = tuple(Field)
FACETS = tuple(Facet)
FACET_BITS = 3
"""Bits of a document's value that tell its facet; the others are the number of the term."""

FORM, WORD, GROUP = "form", "word", "group"
"""The kinds of terms beside the facets."""

WRITING = 0x5EA4C8
"""Key of the lock that a transaction of the index takes while it writes."""

STATE_TABLE = f"""
    CREATE SCHEMA IF NOT EXISTS {SCHEMA};
    COMMENT ON SCHEMA {SCHEMA} IS '{MARK}';
    CREATE TABLE IF NOT EXISTS {SCHEMA}.state (
        id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
        version text NOT NULL,
        generation integer NOT NULL,
        revision bigint NOT NULL,
        writes bigint NOT NULL,
        documents integer NOT NULL,
        texts bigint[] NOT NULL,
        words bigint[] NOT NULL
    )
"""

TABLE_NAMES = ("term", "document", "posting", "meaning")
STATE = f"""
    SELECT version, (
            SELECT bool_and(to_regclass('{SCHEMA}_' || generation || '.' || name) IS NOT NULL)
            FROM unnest('{{{",".join(TABLE_NAMES)}}}'::text[]) AS name
        ),
        set_config('search_path', '{SCHEMA}_' || generation, true),
        generation, revision, writes, documents, texts, words
    FROM {SCHEMA}.state
"""

# Texts are compared byte by byte, as Python compares them.
TABLES = """
    CREATE TABLE term (
        id integer PRIMARY KEY,
        kind text COLLATE "C" NOT NULL,
        name text COLLATE "C" NOT NULL,
        documents integer NOT NULL,
        UNIQUE (kind, name)
    );
    CREATE TABLE document (
        id integer PRIMARY KEY,
        type text COLLATE "C" NOT NULL,
        key text COLLATE "C" NOT NULL,
        grp integer NOT NULL,
        weight double precision NOT NULL,
        date date,
        speaker text COLLATE "C" NOT NULL,
        lengths integer[] NOT NULL,
        facets integer[] NOT NULL,
        terms integer[] NOT NULL,
        UNIQUE (type, key)
    );
    CREATE TABLE posting (
        form integer NOT NULL,
        document integer NOT NULL,
        field smallint NOT NULL,
        hits integer NOT NULL,
        length integer NOT NULL,
        positions integer[] NOT NULL
    );
    CREATE TABLE meaning (
        type text COLLATE "C" NOT NULL,
        key text COLLATE "C" NOT NULL,
        windows bytea[] NOT NULL,
        written bigint NOT NULL,
        PRIMARY KEY (type, key)
    );
    CREATE INDEX meaning_written ON meaning (written);
    ALTER TABLE posting ALTER COLUMN form SET STATISTICS 1000;
"""
INDEXES = "CREATE UNIQUE INDEX posting_form ON posting (form, document, field) INCLUDE (hits, length)"


@dataclass(frozen=True, slots=True)
class IndexState:
    """The row of the state: which generation answers, and what of it is counted.

    ``writes`` counts the changes of a generation. ``texts`` and ``words`` tell, by field, how many documents have any
    words there, and how many words these are together.
    """

    generation: int
    revision: int
    writes: int
    documents: int
    texts: Sequence[int]
    words: Sequence[int]

    @property
    def averages(self) -> list[float]:
        """The words of each field on average, of the documents that have any there."""
        return [words / texts if texts else 1.0 for words, texts in zip(self.words, self.texts, strict=True)]


def open_generation(connection: Connection, version: str, begin: str = "") -> IndexState:
    """Return the index's state, and find its tables by their names until the transaction ends.

    ``begin`` are statements to send along, so that the server is not waited for twice. A later statement may still miss
    the tables, where a rebuild has just replaced them. Raises `IndexUnusable` where there is no index of ours, or its
    tables are not there.
    """
    try:
        cursor = connection.execute(f"{begin}{STATE}")
        while cursor.nextset():
            pass
        row = cursor.fetchone()
    except (errors.UndefinedTable, errors.UndefinedColumn):
        row = None
    if row is None:
        raise IndexUnusable(State.MISSING, "There is no search index in the database yet: run rebuild_index.")
    found, is_whole, _, *counted = row
    if found != version:
        message = f"The index in the database is of version {found}, not {version}: run rebuild_index."
        raise IndexUnusable(State.OUTDATED, message)
    if not is_whole:
        raise IndexUnusable(State.CORRUPT, "The index in the database lacks some of its tables: run rebuild_index.")
    return IndexState(*counted)


def ensure_own(connection: Connection) -> None:
    """Raise `IndexUnusable` if the schema of the index's name exists and does not carry the index's mark."""
    found = connection.execute(
        "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = %s", (SCHEMA,)
    ).fetchone()
    if found and found[0] != MARK:
        raise IndexUnusable(State.FOREIGN, _describe_foreign())


def create_generation(connection: Connection, version: str) -> int:
    """Create the empty tables of a new generation, for the transaction to find by their names; return its number."""
    connection.execute(STATE_TABLE)
    (generation,) = connection.execute(f"DELETE FROM {SCHEMA}.state RETURNING generation + 1").fetchone() or (1,)
    nothing = [0] * len(FIELDS)
    connection.execute(
        f"INSERT INTO {SCHEMA}.state (version, generation, revision, writes, documents, texts, words) "
        "VALUES (%s, %s, 0, 0, 0, %s, %s)",
        (version, generation, nothing, nothing),
    )
    connection.execute(f"CREATE SCHEMA {SCHEMA}_{generation:d}")
    connection.execute(f"COMMENT ON SCHEMA {SCHEMA}_{generation:d} IS '{MARK}'")
    connection.execute(f"SET LOCAL search_path = {SCHEMA}_{generation:d}")
    connection.execute(TABLES)
    return int(generation)


def drop_other_generations(connection: Connection, generation: int) -> None:
    """Drop the schemas of all generations but one; waits for who reads them."""
    others = connection.execute(
        "SELECT nspname FROM pg_namespace WHERE nspname ~ %s AND nspname <> %s",
        (f"^{SCHEMA}_[0-9]+$", f"{SCHEMA}_{generation}"),
    ).fetchall()
    for (name,) in others:
        connection.execute(psycopg.sql.SQL("DROP SCHEMA {} CASCADE").format(psycopg.sql.Identifier(name)))


def storable(text: str) -> str:
    """Return a text as PostgreSQL stores it; what it cannot store becomes a sign that no form has."""
    return text.encode(errors="replace").decode().replace("\x00", "?")


def _describe_foreign() -> str:
    return (
        f"The schema {SCHEMA} of the database holds something else than a search index: rename it, or "
        "choose another engine with SEARCH_URL."
    )
