"""Static files collected where they changed: to name and compress them takes longer than all else before the start."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP = "collected.sha256"
"""The file among the collected ones that says of what they were made."""


def collect_static_files() -> bool:
    """Collect the static files unless they are there, made of the same files in the same way; return whether it did."""
    stamp, made_of = Path(settings.STATIC_ROOT) / STAMP, compute_stamp()
    if stamp.is_file() and stamp.read_text() == made_of:
        return False
    stamp.unlink(missing_ok=True)  # so that what is left half done is done again
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(made_of)
    return True


def compute_stamp() -> str:
    """Return a digest of the names and contents of all static files, and of the code that collects them."""
    root = Path(settings.BASE_DIR)
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for code in (root / "config/storage.py", root / "requirements.txt"):
        digest.update(hashlib.sha256(code.read_bytes()).digest())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            with storage.open(name) as file:
                digest.update(name.encode() + hashlib.sha256(file.read()).digest())
    return digest.hexdigest()
