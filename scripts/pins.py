"""What the requirements pin: each library with its version, its hashes and who wants it."""

import re
from dataclasses import dataclass
from pathlib import Path

PROJECT = "debate-explorer (pyproject.toml)"
"""How the pins name the project itself among those that want a library."""

_HEAD = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^\s;]+)( ; (?P<marker>[^\\]+?))?( \\)?")
_HASH = re.compile(r"^    --hash=sha256:([0-9a-f]{64})(?: \\)?$", re.MULTILINE)
_WANTED_BY = re.compile(r"^    # (?:  |via )(?!-c )(\S.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Pin:
    """One library at one version."""

    name: str
    version: str
    marker: str
    """Where it is installed, as Python's packaging writes it; empty for everywhere."""
    hashes: tuple[str, ...]
    """SHA-256 of each file that may be installed, as hexadecimal digits."""
    wanted_by: tuple[str, ...]
    """Names of the libraries that need it, or ``PROJECT``."""


def read_pins(path: Path) -> list[Pin]:
    """Return what a file pins that ``uv pip compile --generate-hashes`` wrote.

    Raises ValueError, with file and line, at what is not pinned or has no hash.
    """
    return [_read_pin(path.name, number, block) for number, block in _split(path.read_text())]


def _split(text: str) -> list[tuple[int, str]]:
    """Return the block of each library with the number of its first line."""
    heads = [found.start() for found in re.finditer(r"^\S", text, re.MULTILINE)]
    ends = [*heads[1:], len(text)]
    return [(text.count("\n", 0, start) + 1, text[start:end]) for start, end in zip(heads, ends, strict=True)]


def _read_pin(file: str, number: int, block: str) -> Pin:
    head = _HEAD.fullmatch(block.splitlines()[0])
    hashes = tuple(_HASH.findall(block))
    if not head or not hashes:
        missing = "hash" if head else "version"
        raise ValueError(f"{file}:{number}: {block.splitlines()[0]!r} has no {missing}: compile the file anew.")
    return Pin(head["name"], head["version"], head["marker"] or "", hashes, tuple(_WANTED_BY.findall(block)))
