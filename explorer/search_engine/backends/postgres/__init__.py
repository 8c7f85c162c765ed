"""The engine in the site's own PostgreSQL database, which several machines share.

Nothing is kept in the process but the words of the index: every search is a statement, and sees one commit.
"""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from typing import TypeVar

import psycopg
from psycopg import errors

from explorer.search_engine.backends.base import Backend, IndexUnavailable, IndexUnreachable, IndexUnusable
from explorer.search_engine.backends.postgres.clauses import count_known, look_up, select_documents
from explorer.search_engine.backends.postgres.connections import Address, Connection, ConnectionPool
from explorer.search_engine.backends.postgres.evaluation import evaluate
from explorer.search_engine.backends.postgres.layout import (
    INDEXES,
    VERSION,
    WORD,
    WRITING,
    IndexState,
    create_generation,
    drop_other_generations,
    ensure_own,
    open_generation,
)
from explorer.search_engine.backends.postgres.meaning import VectorCache
from explorer.search_engine.backends.postgres.writing import Writer
from explorer.search_engine.types import (
    Answer,
    Clause,
    Document,
    DocumentKey,
    DocumentType,
    Facet,
    IndexStatus,
    Request,
    State,
)
from explorer.search_engine.vectors import Vector

TIME_LIMIT = 1.0
"""Seconds after which a search answers that it did not get to the end."""

OPENING_TRIES = 10
"""Attempts to read an index that a rebuild replaces at the same moment."""

BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = {limit};"
"""What begins the reading of one commit, with a limit in milliseconds; 0 is none."""

WRITERS = 0x5EA4C7
"""Key of the lock that a writer holds from its first look at what is waiting to its last."""

Result = TypeVar("Result")


class _OutOfTime(Exception):
    """The time limit has passed."""


class PostgresBackend(Backend):
    """An index in a database; ``address`` returns the parameters of a connection to it, as the driver names them."""

    def __init__(self, address: Address, time_limit: float = TIME_LIMIT, embedder: str = "") -> None:
        # Vectors of two embedders cannot be compared: with another one the index is outdated.
        self._version = f"{VERSION} {embedder}".rstrip()
        self._pool = ConnectionPool(address)
        self._vectors = VectorCache()
        self._time_limit = time_limit
        self._words: tuple[tuple[int, int], dict[str, int]] = ((0, 0), {})

    def close(self) -> None:
        """Close the connections that are not in use."""
        self._pool.close()

    @contextmanager
    def take_lock(self, *, wait: float = 0) -> Iterator[bool]:
        with ExitStack() as held:
            with _as_unavailable():
                connection = held.enter_context(self._pool.connection())
                is_taken = _lock_writers(connection, wait)
            try:
                yield is_taken
            finally:
                if is_taken:
                    # Where the session has ended meanwhile, so has its lock.
                    with suppress(psycopg.OperationalError):
                        connection.execute("SELECT pg_advisory_unlock(%s)", (WRITERS,))

    def search(self, request: Request) -> Answer:
        try:
            return self._read(lambda connection, state: evaluate(connection, state, request), limited=True)
        except _OutOfTime:
            return Answer((), 0, {facet: {} for facet in Facet}, complete=False)

    def frequency(self, clause: Clause) -> int:
        def count(connection: Connection, state: IndexState) -> int:
            known = look_up(connection, [clause])
            found = count_known(clause, known)
            if found is None:
                statement = f"SELECT count(*) FROM ({select_documents(clause, known, state)}) AS fulfilling"
                (found,) = connection.execute(statement).fetchone() or (0,)
            return int(found)

        try:
            return self._read(count, limited=True)
        except _OutOfTime:
            # Whoever asks wants to know above all whether there is any; 0 would call the word unknown.
            return 1

    def closest(self, vector: Vector, limit: int) -> Mapping[DocumentKey, float]:
        return self._read(self._vectors.read).closest(vector, limit)

    def words(self) -> Mapping[str, int]:
        return self._read(self._read_words)

    def keys(self) -> Iterator[DocumentKey]:
        rows = self._read(lambda connection, _: connection.execute("SELECT type, key FROM document").fetchall())
        yield from (DocumentKey(DocumentType(type_), key) for type_, key in rows)

    def update(self, documents: Iterable[Document], gone: Collection[DocumentKey], revision: int) -> None:
        changed = {document.key: document for document in documents}
        with self._writing() as connection:
            ensure_own(connection)
            state = open_generation(connection, self._version)
            writer = Writer(connection, state.writes + 1)
            writer.remove({*changed, *gone})
            writer.add(changed.values())
            writer.finish(revision)

    def replace(self, documents: Iterable[Document], revision: int) -> int:
        with self._writing() as connection:
            ensure_own(connection)
            generation = create_generation(connection, self._version)
            writer = Writer(connection, 1)
            writer.add(documents)
            connection.execute(INDEXES)
            writer.finish(revision)
            connection.execute("ANALYZE term, document, posting")
            drop_other_generations(connection, generation)
            return writer.documents

    def status(self) -> IndexStatus:
        try:
            state = self._read(lambda _, state: state)
        except IndexUnusable as error:
            return IndexStatus(error.state, detail=str(error))
        except IndexUnavailable as error:
            return IndexStatus(State.CORRUPT, detail=str(error))
        return IndexStatus(State.READY, state.revision, state.documents)

    def _read(self, ask: Callable[[Connection, IndexState], Result], *, limited: bool = False) -> Result:
        """Return what is asked in one transaction, which sees one commit; raises `_OutOfTime` if it takes too long."""
        with _as_unavailable(), self._pool.connection() as connection:
            for attempt in range(OPENING_TRIES):
                try:
                    return self._ask(connection, ask, limited=limited)
                except errors.QueryCanceled as error:
                    raise _OutOfTime from error
                except (errors.UndefinedTable, IndexUnusable) as error:
                    # A rebuild may have dropped the tables since the state was read.
                    if attempt + 1 == OPENING_TRIES or not _may_be_replaced(error):
                        ensure_own(connection)
                        raise
        raise AssertionError("every try returns or raises")

    def _ask(self, connection: Connection, ask: Callable[[Connection, IndexState], Result], *, limited: bool) -> Result:
        limit = _milliseconds(self._time_limit) if limited else 0
        try:
            return ask(connection, open_generation(connection, self._version, BEGIN.format(limit=limit)))
        finally:
            # A connection that is lost has undone everything by itself.
            with suppress(psycopg.OperationalError):
                connection.execute("ROLLBACK")

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Yield a connection in a transaction that no other writer's overlaps; an error undoes all of it."""
        with _as_unavailable(), self._pool.connection() as connection, connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (WRITING,))
            yield connection

    def _read_words(self, connection: Connection, state: IndexState) -> dict[str, int]:
        """Return the words as last written; they are read again only after a new commit."""
        written, words = self._words
        if written != (state.generation, state.writes):
            rows = connection.execute("SELECT name, documents FROM term WHERE kind = %s AND documents > 0", (WORD,))
            words = dict(rows.fetchall())
            self._words = (state.generation, state.writes), words
        return words


def _lock_writers(connection: Connection, wait: float) -> bool:
    """Take the writers' lock for the session, and return whether that succeeded within ``wait`` seconds."""
    if not wait:
        (is_taken,) = connection.execute("SELECT pg_try_advisory_lock(%s)", (WRITERS,)).fetchone() or (False,)
        return bool(is_taken)
    try:
        with connection.transaction():
            connection.execute(f"SET LOCAL lock_timeout = {_milliseconds(wait):d}")
            connection.execute("SELECT pg_advisory_lock(%s)", (WRITERS,))
    except errors.LockNotAvailable:
        return False
    return True


def _may_be_replaced(error: Exception) -> bool:
    return not isinstance(error, IndexUnusable) or error.state is State.CORRUPT


def _milliseconds(seconds: float) -> int:
    """Return a time in whole milliseconds, one at least: 0 would be no limit."""
    return max(math.ceil(seconds * 1000), 1)


@contextmanager
def _as_unavailable() -> Iterator[None]:
    """Raise `IndexUnavailable` in place of any error of the database."""
    try:
        yield
    except psycopg.Error as error:
        if error.sqlstate is None:
            raise IndexUnreachable(f"The database of the search index cannot be reached: {error}") from error
        if isinstance(error, errors.InsufficientPrivilege):
            message = f"{error.diag.message_primary}: grant the site's role CREATE on its database."
            raise IndexUnavailable(f"The search index cannot be made: {message}") from error
        what = f"{type(error).__name__}: {error.diag.message_primary}"
        if isinstance(error, psycopg.OperationalError):
            raise IndexUnreachable(f"The database of the search index broke off ({what}): try again.") from error
        raise IndexUnavailable(f"The search index cannot be used ({what}): run rebuild_index.") from error
