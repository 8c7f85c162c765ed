"""An audit is green only where somebody was asked about every library."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from scripts.audit import Answer, judge, list_names, read_answer

ROOT = Path(__file__).parents[2]
NAMES = frozenset({"alpha", "beta"})
FAULT = {
    "id": "GHSA-0000",
    "aliases": ["CVE-2026-1"],
    "affected": [
        {
            "package": {"name": "django", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.1"}]}],
        }
    ],
}


@contextmanager
def service(answer):
    """Yield the address of an advisory service on this machine; ``answer`` tells status and body for a name."""

    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # one packet an answer, for which nobody waits

        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, told = answer(asked["package"]["name"])
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def audit(tmp_path, *options):
    """Run the audit with the network cut: nobody listens at the proxy that it is told."""
    cut = dict.fromkeys(("HTTPS_PROXY", "https_proxy"), "http://127.0.0.1:9")
    environment = {**os.environ, **cut, "NO_PROXY": "127.0.0.1", "HOME": str(tmp_path)}
    line = [sys.executable, "-m", "scripts.audit", *options]
    return subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


@pytest.mark.slow  # takes seconds
def test_where_no_service_can_be_reached_it_says_so_and_is_not_green(tmp_path):
    done = audit(tmp_path)
    assert done.returncode == 3
    assert f"0 of {len(list_names())} libraries were asked about." in done.stderr
    assert "THIS IS NO AUDIT" in done.stderr
    assert done.stdout == ""


@pytest.mark.slow  # takes seconds
def test_a_service_that_knows_of_nothing_makes_it_green(tmp_path):
    with service(lambda _: (200, {})) as address:
        done = audit(tmp_path, "--vulnerability-service", "osv", "--osv-url", address)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{len(list_names())} of {len(list_names())} libraries were asked about." in done.stdout


@pytest.mark.slow  # takes seconds
def test_a_known_fault_is_told_with_what_mends_it(tmp_path):
    with service(lambda name: (200, {"vulns": [FAULT]} if name == "django" else {})) as address:
        done = audit(tmp_path, "--vulnerability-service", "osv", "--osv-url", address)
    assert done.returncode == 1
    assert "CVE-2026-1, GHSA-0000; mended in 99.1" in done.stderr


@pytest.mark.slow  # takes seconds
def test_a_service_that_breaks_off_has_said_nothing(tmp_path):
    with service(lambda name: (500, {}) if name == "whoosh" else (200, {})) as address:
        done = audit(tmp_path, "--vulnerability-service", "osv", "--osv-url", address)
    assert done.returncode == 3


def test_what_a_service_does_not_know_was_not_asked_about():
    # So pip-audit answers, with exit code 0, where a mirror of PyPI has no advisories.
    skipped = {"name": "beta", "skip_reason": "Dependency not found on PyPI"}
    told = {"dependencies": [{"name": "alpha", "version": "1", "vulns": []}, skipped], "fixes": []}
    code, words = judge(read_answer(json.dumps(told)), NAMES)
    assert code == 3
    assert "Nothing is known of beta." in words


@pytest.mark.parametrize(("asked", "code"), [(NAMES, 0), ({"alpha"}, 3), (set(), 3)])
def test_it_is_green_only_where_every_library_was_asked_about(asked, code):
    assert judge(Answer(frozenset(asked), ()), NAMES)[0] == code


def test_what_is_not_installed_on_such_a_machine_is_not_waited_for():
    assert {"django", "pytest"} <= list_names()
    assert not {"httpx2-jsfetch"} & list_names()  # for Pythons in a browser
