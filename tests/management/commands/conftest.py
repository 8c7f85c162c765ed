"""A corpus folder, a claim beside an index, and commands to run."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from explorer.models import Claim
from tests import corpora
from tests import factories as make
from tests.sites import elsewhere, migrated, site
from tests.snapshots import snapshot

__all__ = ["elsewhere", "migrated", "site"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a small corpus."""
    return corpora.make_corpus(tmp_path / "corpus")


def fail(capsys: Any, *command: str) -> list[str]:
    """Run a command that must fail and leave the database unchanged; return what it printed to stderr."""
    before = snapshot()
    with pytest.raises(SystemExit) as caught:
        call_command(*command)
    assert caught.value.code == 1
    assert snapshot() == before
    return capsys.readouterr().err.splitlines()


@pytest.fixture
def claim(settings: Any, tmp_path: Path) -> Claim:
    """Return a claim that the index does not have yet."""
    settings.DATA_DIR = tmp_path
    return make.make_claim()


def said(command: str) -> str:
    """Run a command; return its output."""
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue().strip()


def failed(command: str) -> tuple[Any, str]:
    """Run a command that must fail; return its exit code and its error."""
    errors = StringIO()
    with pytest.raises(SystemExit) as exit_code:
        call_command(command, stderr=errors)
    return exit_code.value.code, errors.getvalue().strip()
