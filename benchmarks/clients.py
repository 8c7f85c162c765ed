"""Readers of a site, as plain sockets that stay open, and what its server's processes cost."""

import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)
TAG = re.compile(rb"\r\netag: ([^\r]+)\r\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Server:
    """A served site: its port, and its process, whose children are the workers."""

    port: int
    process: int

    def measure_cpu(self) -> float:
        """Return the seconds of processor time that the server, its workers and what it has run before them took."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split()
        return sum(_read_cpu(int(process)) for process in (self.process, *children))


def _read_cpu(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")  # its own, and that of children that have ended


@contextmanager
def serve(application: str, env: dict[str, str]) -> Iterator[Server]:
    """Serve an application with the site's own configuration of gunicorn."""
    with start(["-m", "gunicorn", "--config", "config/gunicorn.py", application], env) as server:
        yield server


@contextmanager
def start(command: Sequence[str], env: dict[str, str]) -> Iterator[Server]:
    """Start a server in Python, and wait until it can be asked."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    line = [sys.executable, *command]
    with subprocess.Popen(
        line, cwd=ROOT, env={**env, "PORT": str(port)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _await(port)
            yield Server(port, process.pid)
        finally:
            process.terminate()


def _await(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")


class Reader:
    """One connection that stays open, over which one asks after the other."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None

    def ask(self, path: str, *, tag: str = "") -> tuple[int, bytes]:
        """Return status and head of the answer; its body is read and dropped."""
        condition = f"If-None-Match: {tag}\r\n" if tag else ""
        question = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n{condition}\r\n".encode()
        for attempt in (1, 2):
            try:
                return self._ask(question)
            except OSError:
                # The server closes connections that were idle for long.
                self._socket = None
                if attempt == 2:
                    raise
        raise AssertionError

    def _ask(self, question: bytes) -> tuple[int, bytes]:
        connection = self._socket = self._socket or socket.create_connection(("127.0.0.1", self._port), timeout=60)
        connection.sendall(question)
        received = b""
        while b"\r\n\r\n" not in received:
            received += _receive(connection)
        head, _, body = received.partition(b"\r\n\r\n")
        status, length = int(head[9:12]), LENGTH.search(head + b"\r\n")
        rest = (int(length[1]) if length else 0) - len(body)
        while rest > 0:
            rest -= len(_receive(connection))
        if b"connection: close" in head.lower():
            self._socket = None
        return status, head


def _receive(connection: socket.socket) -> bytes:
    data = connection.recv(1 << 16)
    if not data:
        raise ConnectionResetError
    return data


def read_tag(head: bytes) -> str:
    """Return the entity tag in the head of an answer."""
    found = TAG.search(head + b"\r\n")
    return found[1].decode() if found else ""


def ask_often(port: int, act: Callable[[Reader], object], number: int, readers: int = 4) -> None:
    """Let readers ask a number of times altogether, each on a connection of its own."""

    def ask() -> None:
        reader = Reader(port)
        for _ in range(number // readers):
            act(reader)

    threads = [threading.Thread(target=ask) for _ in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def list_percentiles(taken: Sequence[float]) -> dict[str, float]:
    """Return the median, the 99th of a hundred and the longest, in milliseconds."""
    return {
        "p50": statistics.median(taken) * 1000,
        "p99": statistics.quantiles(taken, n=100)[98] * 1000,
        "max": max(taken) * 1000,
    }
