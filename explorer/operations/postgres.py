"""PostgreSQL's own means: ``pg_dump``, ``pg_restore`` and ``psql``, led to the database by variables."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import IO

from django.core.management import call_command
from django.db import DatabaseError, connection

from explorer.errors import ExplorerError
from explorer.models import Area, Revision
from explorer.models.outbox import draw_first_revision
from explorer.operations.archive import CHUNK, SESSIONS, MemberWriter

INSTALLED = Path("/usr/lib/postgresql")
"""Where Debian keeps the programs of every version."""

VARIABLES = {"dbname": "PGDATABASE", "options": "PGOPTIONS", "application_name": "PGAPPNAME"}
"""Parameters of a connection whose variable is not PG and the parameter's name (libpq, section 34.15)."""

DUMP = (
    "--format=custom",
    "--no-owner",
    "--no-privileges",
    "--no-password",
    "--exclude-schema=search_index*",  # can be built anew
    *(f"--exclude-table-data={table}" for table in SESSIONS),
)

MEASURE = """
    SELECT coalesce(sum(pg_table_size(pg_class.oid)), 0)
    FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relkind = 'r' AND nspname !~ '^(pg_|search_index|information_schema)'
"""

OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
"""

BEGIN = """
    BEGIN;
    SET LOCAL lock_timeout = '30s';
    SET LOCAL client_min_messages = warning;
    DO $$
    DECLARE found record;
    BEGIN
        FOR found IN SELECT schemaname, tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
            EXECUTE format('DROP TABLE %I.%I CASCADE', found.schemaname, found.tablename);
        END LOOP;
    END $$;
"""

END = """
    SET LOCAL search_path TO DEFAULT;  -- which the dump has emptied
    UPDATE {table} SET number = {number};
    -- Areas have revisions of the numbers from before; an older archive has none.
    DO $$ BEGIN IF to_regclass('{areas}') IS NOT NULL THEN DELETE FROM {areas}; END IF; END $$;
    COMMIT;
"""


class PostgresEngine:
    """Copies and restores a database of a PostgreSQL server."""

    name = "postgresql"
    is_packed = True

    def has_tables(self) -> bool:
        """Whether the database holds tables beside those of the index."""
        return bool(connection.introspection.table_names())

    def measure(self) -> int:
        """Return the size of the tables, which a dump is smaller than."""
        return _ask_number(MEASURE)

    def write_copy(self, to: MemberWriter, scratch: Path) -> None:
        """Write a dump of one moment; others write on meanwhile."""
        with tempfile.TemporaryFile(dir=scratch) as said, _start("pg_dump", *DUMP, stderr=said) as dump:
            if dump.stdout:
                shutil.copyfileobj(dump.stdout, to, CHUNK)
            _refuse_failure(dump, said)

    def refuse_company(self) -> None:
        """Raise ExplorerError where other connections of the site's role are open."""
        if others := _ask_number(OTHERS):
            raise ExplorerError(
                f"{others} other connection{'s' if others > 1 else ''} to the database {'are' if others > 1 else 'is'} "
                "open: stop the site first, then restore again"
            )

    def check_copy(self, copy: Path) -> None:
        """Raise ExplorerError where ``pg_restore`` cannot read a dump."""
        find_program("psql")
        with tempfile.TemporaryFile() as said, _start("pg_restore", "--list", str(copy), stderr=said) as listing:
            listing.communicate()
            _refuse_failure(listing, said)

    def restore_copy(self, copy: Path) -> None:
        """Put a dump in the place of the tables, in one transaction; then bring it up to date."""
        connection.close()
        arguments = ("--no-owner", "--no-privileges", "--file=-", str(copy))
        with (
            tempfile.TemporaryFile() as said,
            _start("pg_restore", *arguments, stderr=said) as reading,
            _start("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", stderr=said) as writing,
        ):
            _replace_tables(reading, writing)
            _refuse_failure(reading, said)
            _refuse_failure(writing, said)
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except DatabaseError as error:
            raise ExplorerError(f"the site was restored and not migrated ({error}); run manage.py migrate") from error


def _replace_tables(reading: "subprocess.Popen[bytes]", writing: "subprocess.Popen[bytes]") -> None:
    """Send what one program reads to the other, in a transaction that is committed only once all was read."""
    # A program that stops at an error closes its end; its exit code and its words say why.
    with contextlib.suppress(BrokenPipeError):
        if not reading.stdout or not writing.stdin:
            return
        writing.stdin.write(BEGIN.encode())
        shutil.copyfileobj(reading.stdout, writing.stdin, CHUNK)
        if reading.wait() == 0:
            writing.stdin.write(END.format(**_name_numbers()).encode())
    writing.communicate()


def _name_numbers() -> dict[str, object]:
    """Return the tables of revisions, and the number from which they go on."""
    return {
        "table": Revision._meta.db_table,
        "areas": Area._meta.db_table,
        "number": draw_first_revision(),
    }


def _start(program: str, *arguments: str, stderr: IO[bytes]) -> "subprocess.Popen[bytes]":
    """Start a program that knows the database by its variables, so that nobody reads a password in a list."""
    return subprocess.Popen(  # noqa: S603, a program of PostgreSQL's with arguments of our own
        [find_program(program), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        env=os.environ | build_variables(),
    )


def build_variables() -> dict[str, str]:
    """Return the variables that lead PostgreSQL's programs to the site's database."""
    chosen = connection.settings_dict
    place = {"host": chosen["HOST"], "port": chosen["PORT"], "user": chosen["USER"], "password": chosen["PASSWORD"]}
    parameters = {**chosen["OPTIONS"], **place, "dbname": chosen["NAME"]}
    return {
        VARIABLES.get(name, f"PG{name.upper()}"): str(value)
        for name, value in parameters.items()
        if value and isinstance(value, str | int)
    }


def find_program(name: str) -> str:
    """Return the path of one of PostgreSQL's programs, of the newest version where ``PATH`` names none."""
    found = shutil.which(name) or max(
        (str(path) for path in INSTALLED.glob(f"*/bin/{name}")),
        key=lambda path: [int(part) for part in Path(path).parts[-3].split(".")],
        default=None,
    )
    if not found:
        raise ExplorerError(f"{name} is not on this machine (Debian: apt-get install postgresql-client)")
    return found


def _refuse_failure(process: "subprocess.Popen[bytes]", said: IO[bytes]) -> None:
    if process.wait() != 0:
        said.seek(0)
        words = said.read().decode(errors="replace").strip().replace("\n", " ") or f"exit code {process.returncode}"
        raise ExplorerError(f"{Path(str(process.args[0])).name} failed, and nothing was changed: {words}")  # type: ignore[index]


def _ask_number(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])
