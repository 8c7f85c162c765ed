"""Uploaded documents, kept for a day between preview and import under their SHA-256."""

import contextlib
import hashlib
import re
import tempfile
import time
from pathlib import Path

from django.conf import settings

from explorer.errors import ExplorerError

DAY = 24 * 60 * 60
"""The time for which an upload is kept, in seconds."""
SHA256 = re.compile(r"[0-9a-f]{64}")


def keep_upload(raw: bytes) -> str:
    """Keep a document and return its SHA-256, by which it is read; remove the uploads that are too old."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    name = hashlib.sha256(raw).hexdigest()
    # The file gets its name once it is whole, so that nobody reads half a document.
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as made:
        made.write(raw)
    Path(made.name).replace(folder / name)
    return name


def read_upload(name: str) -> bytes:
    """Return a kept document; raises ExplorerError where it is gone or was altered."""
    try:
        raw = (_folder() / name).read_bytes() if SHA256.fullmatch(name) else b""
    except OSError:
        raw = b""
    if hashlib.sha256(raw).hexdigest() != name:
        raise ExplorerError("the document is no longer kept; an upload waits for a day, so give it again")
    return raw


def discard_upload(name: str) -> None:
    """Remove a kept document."""
    if SHA256.fullmatch(name):
        (_folder() / name).unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "documents"


def _sweep(folder: Path) -> None:
    oldest = time.time() - DAY
    for path in folder.iterdir():
        # Another process may sweep the same file between two lines.
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < oldest:
                path.unlink()
