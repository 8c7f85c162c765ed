"""Certificates of a test's own."""

import subprocess
from pathlib import Path
from typing import NamedTuple


class Certificate(NamedTuple):
    """Two files: a certificate, which is its own authority, and its key."""

    file: Path
    key: Path


def make_certificate(folder: Path, *names: str) -> Certificate:
    """Return a new certificate for the names, good for two days, with its key, in an existing folder."""
    made = Certificate(folder / "fullchain.pem", folder / "privkey.pem")
    subject = ["-subj", f"/CN={names[0]}", "-addext", f"subjectAltName={','.join(f'DNS:{name}' for name in names)}"]
    line = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    subprocess.run([*line, "-keyout", str(made.key), "-out", str(made.file)], check=True, capture_output=True)
    return made
