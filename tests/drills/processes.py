"""The processes of drills, and databases of their own; ``EFFORT`` prolongs a drill."""

import os
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

from tests.effort import EFFORT

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 15 * EFFORT


def start(environment: dict[str, str], *command: object) -> "subprocess.Popen[str]":
    """Start a Python process in the repository."""
    line, pipe = [sys.executable, *map(str, command)], subprocess.PIPE
    return subprocess.Popen(line, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True, close_fds=True)


def told(process: "subprocess.Popen[str]") -> str:
    """Return what a process printed; it must have ended well and logged no error."""
    out, errors = process.communicate(timeout=4 * SECONDS + 180)
    assert process.returncode == 0, errors
    assert "ERROR" not in errors, errors
    return out


def create_database(folder: Path, tablespace: str = "") -> str:
    """Return the address of a new database, on the engine that the tests run on.

    On SQLite it lies in the folder. On PostgreSQL its tables lie in a tablespace, if one is named, and its catalogues
    where those of all databases do: who connects may have to write there.
    """
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{folder}/drill.sqlite3"
    name = f"drill_{uuid.uuid4().hex[:12]}"
    with connect_to_cluster() as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        if tablespace:
            connection.execute(f'ALTER DATABASE "{name}" SET default_tablespace = {tablespace}')
    address, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    return f"{address}/{name}"


def connect_to_cluster() -> "psycopg.Connection[tuple[Any, ...]]":
    """Return a connection to the PostgreSQL that the tests run on, outside every database of theirs."""
    held = settings.DATABASES["default"]
    return psycopg.connect(
        host=held["HOST"],
        port=held["PORT"] or None,
        user=held["USER"],
        password=held["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    )
