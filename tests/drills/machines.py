"""A site on several machines, all on loopback: two databases, Redis, two servers, a balancer, readers and a writer."""

import http.client
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

import psycopg
import pytest
from django.conf import settings

from tests.certificates import Certificate
from tests.installed import find_program

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
NUMBER = re.compile(rb"Drill ([0-9]+)\.")
"""The number of a write, as the answers that show it have it."""

TRUSTING = ("-U", "explorer", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")

ADDRESSES = (
    *("/", "/topics/", "/topics/scaling/", "/matrix/", "/speakers/yann-lecun/", "/episodes/lex-fridman-36/"),
    *("/compare/?speakers=yann-lecun,yoshua-bengio", "/search/?q=common+sense", "/api/v1/topics/", "/feeds/"),
)


@contextmanager
def open_folder(name: str) -> Iterator[Path]:
    """Give a drill a folder in which PostgreSQL's user may work too; it is gone afterwards."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        pytest.skip("makes databases of its own, and has done so in the run on SQLite")
    folder = Path(tempfile.mkdtemp(prefix=f"{name}."))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


class Startable(Protocol):
    """What consists of processes: it is started, and stopped whatever became of it."""

    def start(self) -> None: ...

    def stop(self) -> None: ...


Started = TypeVar("Started", bound=Startable)


@contextmanager
def running(make: Callable[[Path], Started], name: str) -> Iterator[Started]:
    """Make something in a folder of its own and start it; it is stopped and gone afterwards."""
    with open_folder(name) as folder:
        made = make(folder)
        try:
            made.start()
            yield made
        finally:
            made.stop()


def free_port() -> int:
    """Return a port that nobody listens on.

    It lies below those that systems give to clients, of which a drill has hundreds before its last server starts.
    """
    while True:
        port = secrets.choice(range(20_000, 32_768))
        with suppress(OSError), socket.socket() as free:
            free.bind((HOST, port))
            return port


def wait_until(holds: Callable[[], object], seconds: float = 60) -> None:
    """Wait until something holds; raises TimeoutError."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"{holds} did not hold within {seconds} s")
        time.sleep(0.1)


class Database:
    """A PostgreSQL cluster, which runs as another user where the test is root's."""

    def __init__(self, folder: Path) -> None:
        self._bin, self._folder, self.port = Path(find_program("postgres")).parent, folder, free_port()
        self._as = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        self.address = f"postgres://explorer@{HOST}:{self.port}/postgres"

    def create(self, *options: str) -> None:
        """Make an empty cluster and start it; ``options`` are those of initdb, without which everybody is let in."""
        self._run("initdb", "-D", self._folder, *(options or TRUSTING))
        self.start()

    def encrypt(self, certificate: Certificate) -> None:
        """Answer by TLS alone from now on."""
        for source, name in ((certificate.file, "server.crt"), (certificate.key, "server.key")):
            kept = Path(shutil.copy(source, self._folder / name))
            kept.chmod(0o600)
            if self._as:
                shutil.chown(kept, "postgres", "postgres")
        with (self._folder / "postgresql.conf").open("a") as settings:
            settings.write("ssl = on\n")
        (self._folder / "pg_hba.conf").write_text(f"hostssl all all {HOST}/32 trust\n")
        self._run("pg_ctl", "-D", self._folder, "reload")

    def copy(self, primary: "Database") -> None:
        """Become a streaming replica of another one."""
        self._run("pg_basebackup", "-D", self._folder, "-R", "-h", HOST, "-p", primary.port, "-U", "explorer")
        self.start()

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses={HOST} -c unix_socket_directories='' -c fsync=off"
        log = self._folder.with_suffix(".log")
        self._run("pg_ctl", "-D", self._folder, "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        """Stop as a crash does; nothing that was acknowledged may be lost by it."""
        self._run("pg_ctl", "-D", self._folder, "-m", "immediate", "stop")

    def delay(self, seconds: int) -> None:
        """Let the replica lag behind its primary."""
        with (self._folder / "postgresql.conf").open("a") as settings:
            settings.write(f"recovery_min_apply_delay = '{seconds}s'\n")
        self._run("pg_ctl", "-D", self._folder, "reload")

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.address, autocommit=True) as connection:
            return connection.execute(statement).fetchall()

    def _run(self, program: str, *arguments: object) -> None:
        line = [*self._as, str(self._bin / program), *map(str, arguments)]
        subprocess.run(line, cwd=self._folder.parent, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)


class Machine:
    """A process, and all that it has started, that can be killed and started again."""

    def __init__(self, line: list[str], log: Path, environment: dict[str, str] | None = None) -> None:
        self._line, self._log, self._environment = line, log, environment
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._line, cwd=ROOT, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self) -> None:
        """End the processes as a machine ends that loses its power."""
        if self._process:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._process = None

    def end(self) -> None:
        """Ask the process to end, as an operator does, and go on; `wait` waits for it."""
        if self._process:
            self._process.terminate()

    def wait(self, seconds: float) -> None:
        """Wait until the process has ended; raises TimeoutExpired."""
        if self._process:
            self._process.wait(seconds)
        self._process = None

    def list_children(self) -> list[int]:
        """Return the numbers of the processes that the process has started and that run (proc(5))."""
        if not self._process:
            return []
        number = self._process.pid
        return [int(child) for child in Path(f"/proc/{number}/task/{number}/children").read_text().split()]


@dataclass(slots=True)
class Ledger:
    """The writes that were acknowledged, by number, and how many were not."""

    acknowledged: list[int] = field(default_factory=list)
    refused: int = 0

    @property
    def last(self) -> int:
        return self.acknowledged[-1] if self.acknowledged else 0


@dataclass(frozen=True, slots=True)
class Visit:
    """One answer to a reader: when, after how many seconds, with which status, and whether it was too old."""

    at: float
    seconds: float
    status: int
    address: str
    is_stale: bool


class WrittenSite:
    """A site at a port on loopback whose curator changes, by the API, what readers see of a contrast."""

    def __init__(self) -> None:
        self.port, self.token, self.contrast = free_port(), "", 0

    def write(self, number: int) -> bool:
        """Say a number in the reason of the contrast; return whether that was acknowledged."""
        return self.send(lambda _: f"Drill {number}.")[0] == 200

    def add(self, words: str) -> tuple[int, Any]:
        """Add words to the number that the reason of the contrast says; return the status and the headers."""
        return self.send(lambda reason: f"{(NUMBER.search(reason.encode()) or [b'New.'])[0].decode()} {words}")

    def send(self, change: Callable[[str], str]) -> tuple[int, Any]:
        """Change the reason of the contrast; return the status and the headers of the answer; status 0 without one."""
        path, token = f"/api/v1/desk/contrasts/{self.contrast}/", {"Authorization": f"Bearer {self.token}"}
        status, body, headers = ask(self.port, path, headers=token)
        if status != 200:
            return status, headers
        words = json.dumps({"reason": change(json.loads(body)["reason"])})
        sent = {**token, "If-Match": headers["ETag"], "Content-Type": "application/json"}
        status, _, headers = ask(self.port, path, method="PATCH", body=words, headers=sent)
        return status, headers


class Site(WrittenSite):
    """All machines of the site. What differs between servers is their own: a data folder and a port."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.primary, self.replica = Database(folder / "primary"), Database(folder / "replica")
        redis, self._folder = free_port(), folder
        line = [find_program("redis-server"), "--port", str(redis), "--bind", HOST, "--save", "", "--dir", str(folder)]
        self.redis = Machine(line, folder / "redis.log")
        self._shared = {
            **os.environ,
            "DATABASE_URL": self.primary.address,
            "REPLICA_URL": self.replica.address,
            "CACHE_URL": f"redis://{HOST}:{redis}/0",
            "SEARCH_URL": "postgres://",
            "SECRET_KEY": "the same key on every server of the drill",
            "PUBLIC_URL": f"http://{HOST}:{self.port}",
            "API_RATE": "off",
            "WORKERS": "1",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        self._ports = [free_port(), free_port()]
        self.servers = [self._describe_server(number) for number in (0, 1)]
        configuration = folder / "nginx.conf"
        configuration.write_text(self._describe_balancer())
        line = [find_program("nginx"), "-c", str(configuration), "-e", str(folder / "nginx.log"), "-p", str(folder)]
        self.balancer = Machine(line, folder / "nginx.log")

    def start(self) -> None:
        """Set the site up as docs/scaling.md says."""
        self.primary.create()
        self.replica.copy(self.primary)
        self.redis.start()
        for number in (0, 1):
            self._manage(number, "prepare")
        told = self._manage(0, "shell", "--no-imports", "-c", SET_UP).split()
        self.token, self.contrast = told[-2], int(told[-1])
        for server in self.servers:
            server.start()
        self.balancer.start()
        for port in (*self._ports, self.port):
            wait_until(partial(answers, port, "/healthz"))
        for address in ("/", "/search/?q=scale"):  # both have everything open before anything is taken away
            for port in self._ports:
                wait_until(partial(answers, port, address))

    def stop(self) -> None:
        for machine in (self.balancer, *self.servers, self.redis):
            machine.kill()
        for database in (self.replica, self.primary):
            with suppress(subprocess.CalledProcessError):  # it may not run
                database.stop()

    def restart_server(self, number: int) -> None:
        self.servers[number].start()
        wait_until(partial(answers, self._ports[number], "/readyz"))

    def read_state(self) -> Any:
        """Return what the first server says of its parts."""
        return json.loads(ask(self._ports[0], "/readyz")[1])

    def _describe_server(self, number: int) -> Machine:
        line = [str(Path(sys.executable).parent / "gunicorn"), "--config", "config/gunicorn.py", "config.wsgi"]
        return Machine(line, self._folder / f"server-{number}.log", self._environment(number))

    def _environment(self, number: int) -> dict[str, str]:
        own = {"DATA_DIR": str(self._folder / f"data-{number}"), "BIND": f"{HOST}:{self._ports[number]}"}
        return {**self._shared, **own}

    def _manage(self, number: int, *command: str) -> str:
        line = [sys.executable, "manage.py", *command]
        done = subprocess.run(line, cwd=ROOT, env=self._environment(number), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert "explorer.W" not in done.stderr, done.stderr
        return done.stdout

    def _describe_balancer(self) -> str:
        """Return the configuration that the documents name, at addresses of the drill."""
        shipped = (ROOT / "deploy/balancer.conf").read_text()
        own = {"10.0.0.11:8000": f"{HOST}:{self._ports[0]}", "10.0.0.12:8000": f"{HOST}:{self._ports[1]}"}
        for named, here in {**own, "listen 80": f"listen {HOST}:{self.port}"}.items():
            assert shipped.count(named) == 1, named
            shipped = shipped.replace(named, here)
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        places = "".join(f"{kind}_temp_path {self._folder}/{kind};\n" for kind in kinds)
        around = f"daemon off;\npid {self._folder}/nginx.pid;\nevents {{}}\nhttp {{\naccess_log off;\n{places}"
        return f"{around}{shipped}}}\n"


SET_UP = """
from django.contrib.auth.models import User
from explorer.curation.tokens import issue_token
from explorer.models import Contrast
keeper = User.objects.create_superuser("keeper")
print(issue_token("drill", ["review"], days=1, by=keeper)[1], Contrast.objects.first().pk)
"""


def ask(
    port: int,
    path: str,
    *,
    method: str = "GET",
    body: str | bytes | None = None,
    headers: dict[str, str] | None = None,
) -> tuple[int, bytes, Any]:
    """Return the status, body and headers of an answer; status 0 where there was none."""
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    try:
        connection.request(method, path, body=body, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers
    except (OSError, http.client.HTTPException):
        return 0, b"", {}
    finally:
        connection.close()


def answers(port: int, path: str) -> bool:
    return ask(port, path)[0] == 200


@contextmanager
def at_work(site: WrittenSite, ledger: Ledger, readers: int = 3, pause: float = 0.05) -> Iterator[list[Visit]]:
    """Let readers read, with a pause in seconds, and one curator write until the block ends; yield what was read."""
    visits: list[Visit] = []
    is_over = threading.Event()
    shown = f"/api/v1/contrasts/{site.contrast}/"

    def read(first: int) -> None:
        turn, seen = first, 0
        while not is_over.is_set():
            turn += 1
            address = shown if turn % 2 else ADDRESSES[turn // 2 % len(ADDRESSES)]
            allowed, begun = max(ledger.last, seen), time.monotonic()
            status, body, _ = ask(site.port, address)
            found = NUMBER.search(body)
            is_stale = address == shown and status == 200 and (int(found[1]) if found else 0) < allowed
            seen = max(seen, int(found[1]) if found else 0)
            visits.append(Visit(begun, time.monotonic() - begun, status, address, is_stale))
            is_over.wait(pause)

    def write() -> None:
        number = ledger.last + ledger.refused
        while not is_over.is_set():
            number += 1
            if site.write(number):
                ledger.acknowledged.append(number)
            else:
                ledger.refused += 1
            is_over.wait(0.5)

    threads = [threading.Thread(target=read, args=(number * 7,)) for number in range(readers)]
    threads.append(threading.Thread(target=write))
    for thread in threads:
        thread.start()
    try:
        yield visits
    finally:
        is_over.set()
        for thread in threads:
            thread.join()
