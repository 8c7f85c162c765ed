"""The engine in PostgreSQL keeps the contract, and knows an index that it cannot use from one that it can."""

import threading

import numpy as np
import psycopg
import pytest

from explorer.search_engine.backends.base import IndexUnavailable, IndexUnreachable
from explorer.search_engine.backends.postgres import PostgresBackend
from explorer.search_engine.types import Clause, State
from explorer.search_engine.vectors import VectorStack, pack
from tests.search_engine.backends.conftest import needs_postgres, refused
from tests.search_engine.backends.test_base import (
    CORPUS,
    NETS,
    BackendContract,
    asking,
    found,
    ids,
    plain,
    says,
)

pytestmark = [needs_postgres, pytest.mark.database]


@needs_postgres
class TestPostgres(BackendContract):
    """Every test of the contract."""

    @pytest.fixture
    def backend(self, shared):
        return shared


@pytest.fixture
def filled(shared):
    """Return an engine with the contract's corpus, at revision 7."""
    shared.replace(CORPUS, 7)
    return shared


@pytest.fixture
def other(shared, database):
    """Return the engine of another process."""
    backend = PostgresBackend(lambda: database)
    yield backend
    backend.close()


def generation(database):
    """Return the schema of the generation that answers."""
    (number,) = run(database, "SELECT generation FROM search_index.state").fetchone()
    return f"search_index_{number}"


def run(database, statement):
    """Run a statement past the engine."""
    with psycopg.connect(**database) as connection:
        return connection.execute(statement)


def test_two_spellings_of_one_word_are_one_hit_of_a_prefix(shared):
    shared.replace([plain(1, "Jürgen"), plain(2, "Jurgen")], 1)
    one, other = shared.search(asking(Clause(prefix="j"))).hits
    assert one.score == other.score


def test_another_machine_sees_what_was_written(filled, other):
    assert found(other, says("network")) == {"walk-1", "credit"}
    assert "neurons" in other.words()
    filled.update([plain(1, "network")], [NETS.key], 8)
    assert found(other, says("network")) == {"p-1", "credit"}
    assert "neurons" not in other.words()
    filled.replace([NETS], 9)
    assert found(other, says("network")) == {"walk-1"}
    assert "neurons" in other.words()
    assert other.status().revision == 9


def test_only_the_windows_written_since_are_read_again(filled, other, monkeypatch):
    near, far = pack(np.array([[1.0, 0.0], [0.0, 1.0]], np.float32))
    vector = np.array([1.0, 0.0], np.float32)
    filled.replace([plain(number, windows=(near,)) for number in range(9)], 1)
    assert len(other.closest(vector, 99)) == 9
    read = []
    monkeypatch.setattr(
        VectorStack, "add", lambda stack, windows, add=VectorStack.add: read.extend(windows) or add(stack, windows)
    )
    filled.update([plain(0, windows=(far,)), plain(1)], [plain(2).key, plain(77).key], 2)
    assert {key.id for key, closeness in other.closest(vector, 99).items() if closeness > 0.5} == {
        f"p-{number}" for number in range(3, 9)
    }
    assert {key.id for key in read} == {"p-0", "p-1", "p-2"}
    assert other.closest(vector, 99) == other.closest(vector, 99)
    assert len(read) == 3


def test_an_index_with_the_vectors_of_another_embedder_is_outdated(filled, database):
    another = PostgresBackend(lambda: database, embedder="static")
    assert "rebuild_index" in refused(another, State.OUTDATED)
    another.close()


def test_the_lock_keeps_machines_apart(shared, other):
    with shared.take_lock() as alone:
        assert alone
        with other.take_lock() as too:
            assert not too
    with other.take_lock() as alone:
        assert alone


def test_writers_that_take_no_lock_wait_for_each_other(filled, other):
    def documents():
        meanwhile.start()
        yield plain(1)

    meanwhile = threading.Thread(target=other.update, args=[[plain(2)], [], 9])
    filled.replace(documents(), 8)
    meanwhile.join()
    assert (filled.status().revision, filled.status().documents) == (9, 2)


def test_an_index_that_is_replaced_while_it_is_opened_is_opened_again(filled, other, monkeypatch):
    from explorer.search_engine.backends import postgres

    def late(*arguments, open_generation=postgres.open_generation):
        opened = open_generation(*arguments)
        monkeypatch.setattr(postgres, "open_generation", open_generation)
        filled.replace([NETS], 8)
        return opened

    monkeypatch.setattr(postgres, "open_generation", late)
    assert found(other) == {"walk-1"}


def test_what_was_replaced_is_dropped(filled, database):
    for revision in (8, 9):
        filled.replace(CORPUS, revision)
    names = run(database, "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'search_index%' ORDER BY 1").fetchall()
    assert names == [("search_index",), (generation(database),)]


def test_an_index_that_is_made_anew_is_not_taken_for_the_one_that_was_dropped(filled, other, database):
    (near,) = pack(np.array([[1.0, 0.0]], np.float32))
    vector = np.array([1.0, 0.0], np.float32)
    filled.replace([plain(1, "old", windows=(near,))], 1)
    assert (list(other.closest(vector, 9)), dict(other.words())) == ([plain(1).key], {"old": 1})
    run(database, f"DROP SCHEMA search_index CASCADE; DROP SCHEMA {generation(database)} CASCADE")
    filled.replace([plain(2, "new", windows=(near,))], 1)
    assert (list(other.closest(vector, 9)), dict(other.words())) == ([plain(2).key], {"new": 1})


def test_a_role_that_may_not_create_schemas_is_told_what_to_grant(shared, database):
    run(database, "DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN")
    poor = PostgresBackend(lambda: {**database, "user": "reader"})
    with pytest.raises(IndexUnavailable, match="grant the site's role CREATE"):
        poor.replace(CORPUS, 1)
    poor.close()
    run(database, "DROP ROLE reader")


def test_a_database_without_an_index_says_so(shared):
    assert "rebuild_index" in refused(shared, State.MISSING)


def test_an_index_of_an_older_version_is_outdated_and_rebuilt(filled, database):
    run(database, "UPDATE search_index.state SET version = '0.1'")
    assert "0.1" in refused(filled, State.OUTDATED)
    filled.replace(CORPUS, 8)
    assert filled.status().state is State.READY


def test_tables_that_are_lost_are_told_and_rebuilt(filled, database):
    run(database, f"DROP TABLE {generation(database)}.posting")
    assert "rebuild_index" in refused(filled, State.CORRUPT)
    filled.replace(CORPUS, 8)
    assert found(filled, says("network")) == {"walk-1", "credit"}


def test_a_schema_of_something_else_is_left_alone(shared, database):
    run(database, "CREATE SCHEMA search_index")
    message = refused(shared, State.FOREIGN)
    assert "SEARCH_URL" in message
    with pytest.raises(IndexUnavailable, match="SEARCH_URL"):
        shared.replace(CORPUS, 1)
    assert run(
        database, "SELECT count(*) FROM pg_class WHERE relnamespace = 'search_index'::regnamespace"
    ).fetchone() == (0,)


def test_a_search_that_takes_too_long_says_so(filled, database):
    hurried = PostgresBackend(lambda: database, time_limit=0.05)
    with psycopg.connect(**database) as holder:
        holder.execute(f"LOCK TABLE {generation(database)}.posting")
        answer = hurried.search(asking(says("brain", "solv")))
        assert (answer.complete, answer.hits) == (False, ())
        assert hurried.frequency(says("brain", "solv")) >= 1
    assert hurried.search(asking(says("brain", "solv"))).complete
    hurried.close()


def test_a_connection_that_the_server_ended_is_replaced(filled, database):
    assert found(filled, says("network"))
    run(
        database,
        "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity "
        "WHERE pid <> pg_backend_pid() AND datname = current_database()",
    )
    assert ids(filled.search(asking(says("neural")))) == ["walk-1"]


def test_a_connection_that_ends_within_a_question_says_nothing_of_the_index(filled):
    with pytest.raises(IndexUnreachable, match="terminating connection"):
        filled._read(lambda connection, _: connection.execute("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert ids(filled.search(asking(says("neural")))) == ["walk-1"]


def test_a_database_that_cannot_be_reached_is_told():
    backend = PostgresBackend(lambda: {"host": "/nowhere", "dbname": "none"})
    assert "cannot be reached" in refused(backend, State.CORRUPT)
