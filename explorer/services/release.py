"""Which state of the site's own files answers, for telling its answers from those of the state before."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

PARTS = ("config", "explorer", "templates", "static")
"""The folders out of which answers are made, beside the database."""


@cache
def release() -> str:
    """Return a name for the files and the settings that answers show; computed once in a process."""
    root = Path(settings.BASE_DIR)
    digest = hashlib.sha256(repr((settings.PUBLIC_URL, settings.CONTACT)).encode())
    files = [root / "requirements.txt", *(file for part in PARTS for file in sorted((root / part).rglob("*")))]
    for file in files:
        if file.is_file() and file.suffix != ".pyc":
            digest.update(file.relative_to(root).as_posix().encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
