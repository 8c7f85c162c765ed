"""A site served by gunicorn on the engine that the tests run on, with a curator who writes and imports over HTTP."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg

from config.settings import parse_database
from tests.drills.machines import HOST, ROOT, Ledger, Machine, Visit, WrittenSite, answers, ask, at_work, wait_until

CURATOR = """
from django.contrib.auth.models import User
from django.test import Client
from explorer.curation.tokens import issue_token
from explorer.models import Contrast, Episode
keeper, client = User.objects.create_superuser("keeper"), Client()
client.force_login(keeper)
token = issue_token("drill", ["review"], days=1, by=keeper)[1]
episode = Episode.objects.get(slug="lex-fridman-36")
print(token, client.cookies["sessionid"].value, Contrast.objects.first().pk, episode.pk)
"""
BROKEN_OFF = 0
"""The status of an answer that did not come."""

OVERTAKEN = 412
"""The status of a write where another one was a moment earlier."""

PAUSE = 0.2
"""Seconds between two answers to a reader: with less, readers alone would keep two cores busy."""

FORM_TOKEN = "d" * 32
"""The token that a form and its cookie share; any will do, as whoever sets the cookie could make one up."""


class ServedSite(WrittenSite):
    """One server of a site, whose database lies at an address and all else in a folder."""

    def __init__(self, folder: Path, address: str, **own: str) -> None:
        super().__init__()
        self.folder, self._database = folder, parse_database(address)
        self.environment = {
            **os.environ,
            "DATA_DIR": str(folder),
            "DATABASE_URL": address,
            "BIND": f"{HOST}:{self.port}",
            "PUBLIC_URL": f"http://{HOST}:{self.port}",
            "API_RATE": "off",
            "EMBEDDER": "off",
            "WORKERS": "2",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            **own,
        }
        self.log = folder / "server.log"
        line = [str(Path(sys.executable).parent / "gunicorn"), "--config", "config/gunicorn.py", "config.wsgi"]
        self.server = Machine(line, self.log, self.environment)
        self._session, self.episode = "", 0

    @property
    def is_on_sqlite(self) -> bool:
        return str(self._database["ENGINE"]).endswith("sqlite3")

    def set_up(self) -> None:
        """Load the shipped corpus, and let a curator in."""
        self.manage("prepare")
        told = self.manage("shell", "--no-imports", "-c", CURATOR).split()
        self.token, self._session, self.contrast, self.episode = *told[-4:-2], int(told[-2]), int(told[-1])

    def start(self) -> None:
        self.server.start()
        for path in ("/healthz", "/", "/search/?q=scale"):
            wait_until(partial(answers, self.port, path))

    def stop(self) -> None:
        self.server.end()
        self.server.wait(60)

    def manage(self, *command: object) -> str:
        """Run a command of the site; return what it says."""
        done = self.try_to_manage(*command)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def try_to_manage(self, *command: object) -> "subprocess.CompletedProcess[str]":
        """Run a command of the site that may fail."""
        line = [sys.executable, "manage.py", *map(str, command)]
        return subprocess.run(line, cwd=ROOT, env=self.environment, capture_output=True, text=True)

    def kill_workers(self) -> None:
        """End every process that answers; the one that has started them starts others."""
        for number in self.server.list_children():
            os.kill(number, signal.SIGKILL)

    @contextmanager
    def connected(self) -> Iterator[Any]:
        """Yield a connection to the database, without Django and without a transaction."""
        held = self._database
        if self.is_on_sqlite:
            with closing(sqlite3.connect(held["NAME"], isolation_level=None)) as connection:
                yield connection
        else:
            place = {"host": held["HOST"], "port": held["PORT"] or None, "user": held["USER"]}
            with psycopg.connect(**place, dbname=held["NAME"], autocommit=True) as connection:
                yield connection

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        with self.connected() as connection:
            return list(connection.execute(statement).fetchall())

    def list_lost(self, ledger: Ledger) -> list[int]:
        """Return the acknowledged writes of which no version is there."""
        kept = {reason for (reason,) in self.query("SELECT reason FROM explorer_historicalcontrast")}
        return [number for number in ledger.acknowledged if f"Drill {number}." not in kept]

    def list_server_errors(self) -> list[str]:
        """Return the lines of the log about answers with status 500."""
        return [line for line in self.log.read_text().splitlines() if "Internal Server Error" in line]

    def give(self, words: str) -> str:
        """Give a document at the desk; return the address of its preview."""
        status, headers = self._post(f"/admin/explorer/episode/{self.episode}/import/", {"words": words})
        assert status == 302, (status, headers)
        return str(headers["Location"])

    def confirm(self, preview: str, slug: str) -> int:
        """Confirm an import at its preview; return the status of the answer, 302 where it was imported."""
        return self._post(preview, {"save": "1", "slug": slug})[0]

    def count_imported(self, slug: str) -> tuple[int, int]:
        """Return how many documents and passages there are of an import."""
        documents = [found for (found,) in self.query("SELECT slug FROM explorer_source") if found == slug]
        passages = [
            found for (found,) in self.query("SELECT slug FROM explorer_passage") if found.startswith(f"{slug}-")
        ]
        return len(documents), len(passages)

    def _post(self, path: str, fields: dict[str, str]) -> tuple[int, Any]:
        """Send a form as a browser does in which the curator is logged in."""
        sent = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={self._session}; csrftoken={FORM_TOKEN}",
        }
        body = urlencode({**fields, "csrfmiddlewaretoken": FORM_TOKEN})
        status, _, headers = ask(self.port, path, method="POST", body=body, headers=sent)
        return status, headers


@contextmanager
def watched(site: ServedSite, ledger: Ledger, allowed: AbstractSet[int] = frozenset({200})) -> Iterator[list[Visit]]:
    """Let readers read and a curator write beside the block; yield what is read.

    Nobody is answered with another status than those allowed, or with something older than what was acknowledged; at
    the end a write is acknowledged again, and every acknowledged one is there.
    """
    known = len(ledger.acknowledged)
    with at_work(site, ledger, pause=PAUSE) as visits:
        yield visits
        after = len(ledger.acknowledged)
        wait_until(lambda: len(ledger.acknowledged) > after)
    wrong = [visit for visit in visits if visit.status not in allowed or visit.is_stale]
    broken = sum(visit.status == BROKEN_OFF for visit in visits)
    print(f"{len(visits)} answers, {broken} broken off; {len(ledger.acknowledged) - known} writes acknowledged")
    assert wrong == []
    assert site.list_lost(ledger) == []
    assert site.list_server_errors() == []
