"""A site of an earlier release starts under this one, with its rows, its history and its index.

``tests/data/upgrade/<release>/`` holds such a site: the small corpus of ``tests/corpora.py``, a curator, a token, one
edit by hand, and the index that the release had built.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # starts a site of each release

ROOT = Path(__file__).parents[1]
SITES = ROOT / "tests/data/upgrade"

START = """
import json, sqlite3, django
from contextlib import closing
django.setup()
from django.core.management import call_command
from django.db import connection
from explorer.operations.restore import restore
from explorer.operations.upgrade import copy_before_upgrade
copy = copy_before_upgrade().path
from django.test import Client
call_command("migrate", verbosity=0)
from explorer.curation.history import list_versions
from explorer.models import Speaker, Token
from explorer.search import indexing
found = {"index": indexing.check_condition().state.value}
client = Client(headers={"host": "localhost"})
found["without"] = client.get("/search/?q=enough").status_code
call_command("update_index", verbosity=0)
found["mended"] = indexing.check_condition().state.value
for address in ("/", "/topics/scaling/", "/episodes/talk-1/", "/claims/ada-scale-dead-end/", "/search/?q=enough"):
    found[address] = client.get(address).content.decode()
found["why"] = [version.reason for version in list_versions(Speaker.objects.get(slug="bob-two"))]
found["tokens"] = [token.name for token in Token.objects.all()]
call_command("check_corpus")
call_command("dump_corpus", "dumped", verbosity=0)
connection.close()
# What was written last may lie beside the file.
with closing(sqlite3.connect("db.sqlite3")) as file, closing(sqlite3.connect("upgraded.sqlite3")) as other:
    file.backup(other)
found["since"] = restore(copy, replace=True).migrated
connection.close()
print(json.dumps(found))
"""


@pytest.fixture(scope="module", params=[path.name for path in sorted(SITES.iterdir())])
def started(request, tmp_path_factory):
    """Start a copy of an earlier release's site in a process of its own; return what it says, and its folder."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(SITES / request.param / "index", folder / "index")
    database = sqlite3.connect(folder / "db.sqlite3")
    database.executescript((SITES / request.param / "db.sql").read_text())
    database.close()
    shutil.copy(folder / "db.sqlite3", folder / "before.sqlite3")
    environment = os.environ | {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "1"}
    environment |= {"PYTHONPATH": str(ROOT), "DATABASE_URL": "", "SEARCH_URL": ""}
    run = subprocess.run(
        [sys.executable, "-c", START], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1]), folder


def read_rows(path):
    """Return every row as a mapping of its columns, by table and key."""
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        named = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        rows = [
            (table, dict(row))
            for (table,) in named.fetchall()
            for row in database.execute(f"SELECT * FROM {table}")  # noqa: S608, a name of the database's own
        ]
    return {(table, row.get("history_id", next(iter(row.values())))): row for table, row in rows}


@pytest.mark.parametrize("after", ["upgraded", "db"], ids=["upgraded", "restored"])
def test_every_row_says_what_it_said(started, after):
    """Columns may come, and what they then say of an old row is `test_new_columns_say_what_history_tells`'s."""
    _, folder = started
    old, new = read_rows(folder / "before.sqlite3"), read_rows(folder / f"{after}.sqlite3")
    if after == "db":
        old.pop(("explorer_revision", 1))  # of which no cache may take one for the other
    assert len(old) > 350
    said = {key: {column: new.get(key, {}).get(column) for column in row} for key, row in old.items()}
    assert said == old
    counted = Counter(table for table, _ in old if table.startswith(("explorer_", "auth_user")))
    assert {table: sum(name == table for name, _ in new) for table in counted} == counted


def test_new_columns_say_what_history_tells(started):
    _, folder = started
    rows = read_rows(folder / "upgraded.sqlite3")
    versions = [row for (name, _), row in rows.items() if name == "explorer_historicalclaim"]
    first = {row["id"]: row["history_date"][:10] for row in versions}
    claims = [row for (name, _), row in rows.items() if name == "explorer_claim"]
    assert [row["published_on"] for row in claims] == [first[row["id"]] for row in claims]


def test_its_copy_from_before_is_restored_and_brought_up_to_date(started):
    found, folder = started
    assert found["since"] >= 14
    (copy,) = (folder / "backups").iterdir()
    assert copy.name.startswith("before-upgrade-")


def test_its_pages_are_answered(started):
    found, _ = started
    assert "Is scale enough?" in found["/"]
    assert "Scale is a dead end. 🧠 I mean it." in found["/topics/scaling/"]
    assert "Ada and Bob on scale" in found["/episodes/talk-1/"]
    assert "Scale is a dead end." in found["/claims/ada-scale-dead-end/"]


def test_its_index_is_outdated_and_built_anew(started):
    found, _ = started
    assert (found["index"], found["without"], found["mended"]) == ("outdated", 200, "ready")
    assert "bob-scale-enough" in found["/search/?q=enough"]


def test_its_history_and_tokens_are_kept(started):
    found, _ = started
    assert "tidied" in found["why"]
    assert found["tokens"] == ["notebook"]


def test_its_corpus_is_dumped_as_it_was_loaded(started):
    _, folder = started
    claims = (folder / "dumped/episodes/talk-1/claims.yaml").read_text()
    assert "Scale is a dead end. 🧠 I mean it." in claims
    assert "An invented person." in (folder / "dumped/speakers.yaml").read_text()
