"""The edge of every command: what went wrong is lines on stderr and an exit code, never a traceback."""

import errno
import gc
import os
import sqlite3
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, ProgrammingError

from explorer.errors import CorpusError, ExplorerError, Problem
from explorer.management.base import ExplorerCommand
from explorer.management.garbage import OBJECTS


def command(error, folder=None):
    """Return a command that fails with an error."""

    class Failing(ExplorerCommand):
        def handle(self, *_, **__):
            self.folder = folder
            raise error

    return Failing


def failed(error, folder=None):
    """Return what a command prints to stderr that fails so, which must end with 1."""
    errors = StringIO()
    with pytest.raises(SystemExit) as caught:
        call_command(command(error, folder)(stderr=errors))
    assert caught.value.code == 1
    return errors.getvalue().splitlines()


@pytest.mark.slow  # takes seconds
def test_a_database_that_is_not_there_is_told_with_the_cure(tmp_path):
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"}
    command = [sys.executable, "manage.py", "load_corpus", str(settings.BASE_DIR / "fixtures")]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert "run manage.py migrate, or correct DATABASE_URL" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_each_problem_is_a_line_that_an_editor_can_jump_to():
    problems = [Problem("topics.yaml", 3, "is no slug"), Problem("a/b.yaml", 7, "is twice")]
    assert failed(CorpusError(problems), Path("/srv/corpus")) == [
        "/srv/corpus/a/b.yaml:7: is twice",
        "/srv/corpus/topics.yaml:3: is no slug",
        "2 problems; nothing was changed.",
    ]


@pytest.mark.parametrize("place", [".", "database"])
def test_a_problem_of_no_file_names_no_folder(place):
    problem = Problem(place, 1, "is not in order")
    assert failed(CorpusError([problem]), Path("/srv/corpus")) == [str(problem), "1 problem; nothing was changed."]


def test_a_refusal_is_one_line():
    assert failed(ExplorerError("there is no episode")) == ["there is no episode"]


def test_a_database_without_its_tables_is_told_with_the_cure():
    [line] = failed(ProgrammingError("no such table"))
    assert line.startswith("the database cannot be used (no such table); run manage.py migrate")


def test_a_database_that_is_locked_is_told_with_the_cure():
    [line] = failed(OperationalError("database is locked"))
    assert line.startswith("the database is locked or cannot be reached (database is locked); try again later")


def test_a_full_disk_is_told_with_the_cure():
    full = OperationalError("disk is full")
    full.__cause__ = sqlite3.OperationalError()
    full.__cause__.sqlite_errorcode = sqlite3.SQLITE_FULL
    for error in (full, OSError(errno.ENOSPC, "No space left on device")):
        [line] = failed(error)
        assert line.startswith("there is no room to write (")
        assert line.endswith("; make room, then run it again")


def test_a_fault_of_ours_keeps_its_traceback():
    with pytest.raises(ZeroDivisionError):
        call_command(command(ZeroDivisionError())())
    with pytest.raises(IsADirectoryError):
        call_command(command(IsADirectoryError(errno.EISDIR, "Is a directory"))())


@pytest.mark.parametrize("is_server", [False, True])
def test_garbage_is_sought_seldom_while_a_command_works_and_as_ever_once_it_has_ended(is_server):
    held, seen = gc.get_threshold(), []

    class Working(ExplorerCommand):
        def handle(self, *_, **__):
            seen.append(gc.get_threshold()[0])
            raise ExplorerError("It ends so.")

    Working.is_server = is_server
    with pytest.raises(SystemExit):
        call_command(Working(stderr=StringIO()))
    assert seen == [held[0] if is_server else OBJECTS]
    assert gc.get_threshold() == held
