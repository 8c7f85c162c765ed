"""Uploads shown to a virus scanner before they are stored, where the settings name one.

It is ClamAV's ``clamd``, asked by its command INSTREAM (clamd(8)): lengths of four bytes, each before its piece, a last
one of 0, then the answer up to a zero byte.
"""

import hashlib
import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings

from explorer.errors import InfectedError, UnscannedError
from explorer.events import record_event

PIECE = 1 << 16
"""The bytes that are sent at a time."""

PATIENCE = 30.0
"""Seconds for which the scanner may be silent."""


def refuse_infected(raw: bytes) -> None:
    """Raise InfectedError for a document in which the scanner of ``VIRUS_SCANNER`` finds something.

    Without the setting nothing is asked. Raises UnscannedError where the scanner gives no verdict.
    """
    if not settings.VIRUS_SCANNER:
        return
    finding = _scan(raw, settings.VIRUS_SCANNER)
    if finding:
        record_event("virus found", finding=finding, sha256=hashlib.sha256(raw).hexdigest())
        raise InfectedError(f"the virus scanner found {finding} in it; look at where you have it from")


def _scan(raw: bytes, address: str) -> str:
    """Return the name of what was found, empty where that is nothing; raises UnscannedError."""
    try:
        answer = _ask(raw, address)
    except OSError as error:
        raise UnscannedError(f"the virus scanner at {address} cannot be asked ({error}); see that it runs") from error
    _, _, verdict = answer.partition(": ")
    if verdict == "OK":
        return ""
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")
    raise UnscannedError(f"the virus scanner at {address} gave no verdict ({answer!r}); see its log")


def _ask(raw: bytes, address: str) -> str:
    with _connect(address) as connection:
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(raw), PIECE):
            piece = raw[start : start + PIECE]
            connection.sendall(struct.pack(">I", len(piece)) + piece)
        connection.sendall(struct.pack(">I", 0))
        with connection.makefile("rb") as answer:
            return answer.read().rstrip(b"\0").decode(errors="replace")


def _connect(address: str) -> socket.socket:
    """Return a connection to ``unix:/path`` or ``tcp://host:port``."""
    parts = urlsplit(address)
    if parts.scheme == "tcp":
        return socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(PATIENCE)
    try:
        connection.connect(parts.path)
    except OSError:
        connection.close()
        raise
    return connection
