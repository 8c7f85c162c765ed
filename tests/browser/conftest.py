"""A real site in a process of its own, with the shipped corpus, and a real browser."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, ViewportSize, expect

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 20_000
"""The longest wait for the browser, in milliseconds, long enough for a busy machine."""

SIZES: dict[str, ViewportSize] = {
    "phone": {"width": 390, "height": 844},
    "desktop": {"width": 1440, "height": 900},
}

PASSWORD = "a-curator's-own-password"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave to the slow tests what is of no main act; a main act of both sizes is quick at one of them, in turn."""
    turns: dict[str, int] = {}
    for item in items:
        if Path(__file__).parent not in item.path.parents or not isinstance(item, pytest.Function):
            continue
        item.add_marker(pytest.mark.browser)
        size = item.callspec.params.get("size") if hasattr(item, "callspec") else None
        turn = turns.setdefault(item.nodeid.partition("[")[0], len(turns))
        is_left = size in SIZES and (size == "phone") is bool(turn % 2)
        if is_left or not item.get_closest_marker("main_act"):
            item.add_marker(pytest.mark.slow)


def own_environment(folder: Path) -> dict[str, str]:
    """Return the environment of a site with a free port, an empty data folder and one curator called ada."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {"DATA_DIR": str(folder), "DATABASE_URL": "", "PORT": str(port), "PUBLIC_URL": ""}
    return {**os.environ, **own, "DEBUG": "0", "SINGLE_CURATOR": "1", "DJANGO_SUPERUSER_PASSWORD": PASSWORD}


@pytest.fixture(params=list(SIZES))
def size(request: pytest.FixtureRequest, page: Page) -> dict[str, int]:
    """Run the test in a phone's window and in a desktop's."""
    page.set_viewport_size(SIZES[request.param])
    return dict(SIZES[request.param])


@pytest.fixture(scope="session")
def site_env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the environment of the site with the shipped corpus."""
    return own_environment(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def for_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of this run that each of its processes sees."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def base_url(site_env: dict[str, str], for_all: Path) -> Iterator[str]:
    """Prepare and serve the site as ``make run`` does."""
    curator = ["createsuperuser", "--noinput", "--username=ada", "--email=ada@example.org"]
    prepare(site_env, for_all / "shipped", ["prepare"], curator)
    with serving(site_env) as address:
        yield address


@pytest.fixture(autouse=True)
def _no_fault_of_the_site(site_env: dict[str, str]) -> Iterator[None]:
    """Fail with the site's own words where it answered with a fault: the page that readers get tells none."""
    log = Path(site_env["DATA_DIR"]) / "server.log"
    start = log.stat().st_size if log.exists() else 0
    yield
    told = log.read_bytes()[start:].decode() if log.exists() else ""
    assert "Traceback" not in told, told


def prepare(site_env: dict[str, str], made: Path, *commands: list[str]) -> None:
    """Run management commands once for all processes of a run, and give the site a copy of what they made."""
    (made / "data").mkdir(parents=True, exist_ok=True)
    with (made / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (made / "done").exists():
            manage({**site_env, "DATA_DIR": str(made / "data")}, *commands)
            (made / "done").touch()
    shutil.copytree(made / "data", site_env["DATA_DIR"], dirs_exist_ok=True)


def manage(site_env: dict[str, str], *commands: list[str]) -> None:
    for command in commands:
        words = [sys.executable, "manage.py", *command]
        subprocess.run(words, cwd=ROOT, env=site_env, check=True, capture_output=True)


@contextmanager
def serving(site_env: dict[str, str], *commands: list[str]) -> Iterator[str]:
    """Run management commands, then serve the site; yield its address."""
    manage(site_env, *commands)
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
    address = f"http://127.0.0.1:{site_env['PORT']}"
    with (Path(site_env["DATA_DIR"]) / "server.log").open("w") as log:
        server = subprocess.Popen(gunicorn, cwd=ROOT, env=site_env, stdout=log, stderr=log)
        try:
            _wait_for(f"{address}/healthz", server)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=10)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if server.poll() is not None:
            pytest.fail("the site stopped while it was starting")
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    pytest.fail("the site did not start within thirty seconds")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Launch the machine's own Chromium; without one, skip the test, or fail it where nothing may be skipped."""
    if CHROMIUM is None:
        reason = "no Chromium on this machine (Debian: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return {"executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """Return a page on which any console message, script error or policy violation fails the test."""
    seen: list[str] = []

    def note(message: ConsoleMessage) -> None:
        seen.append(f"{message.type}: {message.text} ({message.location['url']})")

    page.on("console", note)
    page.on("pageerror", lambda error: seen.append(f"error: {error}"))
    page.set_default_timeout(PATIENCE)
    yield page
    expected = getattr(page, "expected_messages", ())
    assert [text for text in seen if not any(part in text for part in expected)] == []
