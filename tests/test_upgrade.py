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
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SITES = ROOT / "tests/data/upgrade"

START = """
import json, django
django.setup()
from django.core.management import call_command
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
    environment = os.environ | {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "1"}
    environment |= {"PYTHONPATH": str(ROOT), "DATABASE_URL": "", "SEARCH_URL": ""}
    run = subprocess.run(
        [sys.executable, "-c", START], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1]), folder


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
