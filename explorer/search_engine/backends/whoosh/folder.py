"""The directory that holds the index: it is the application's alone, and always has one index that is the current one.

Index files are pickles: who can write them can run code as this site. So the directory is made for its owner's eyes
only, carries a mark, and without that mark nothing in it is read, written or deleted.
"""

import json
import os
import secrets
import shutil
import stat
from pathlib import Path

from explorer.search_engine.backends.base import IndexUnavailable
from explorer.search_engine.types import State

MARK = "debate-explorer-index"
CURRENT = "current"
PREFIX = "index-"


class IndexUnusable(IndexUnavailable):
    """There is no current index that can be used; ``state`` says why."""

    def __init__(self, state: State, message: str) -> None:
        super().__init__(message)
        self.state = state


class IndexFolder:
    """A directory with any number of indexes, of which a small file names the current one."""

    def __init__(self, path: Path, version: str) -> None:
        self.path = path
        self._version = version

    def current(self) -> Path:
        """Return the directory of the current index; raises `IndexUnusable`."""
        self._ensure_own()
        place = self._named()
        # Missing and still named, it is lost; missing and no longer named, it was replaced in between.
        if not place.is_dir() and place == (place := self._named()):
            raise IndexUnusable(State.CORRUPT, f"{self.path} lacks its index {place.name}: run rebuild_index.")
        return place

    def _named(self) -> Path:
        """Return the directory that the pointer names."""
        try:
            pointer = json.loads((self.path / CURRENT).read_text())
            version, name = str(pointer["version"]), str(pointer["directory"])
        except FileNotFoundError:
            raise IndexUnusable(
                State.MISSING, f"There is no search index in {self.path} yet: run rebuild_index."
            ) from None
        except (OSError, ValueError, TypeError, KeyError) as error:
            message = f"{self.path / CURRENT} cannot be read ({error}): run rebuild_index."
            raise IndexUnusable(State.CORRUPT, message) from error
        if version != self._version:
            message = f"The index in {self.path} is of version {version}, not {self._version}: run rebuild_index."
            raise IndexUnusable(State.OUTDATED, message)
        if not name.startswith(PREFIX) or "/" in name:
            raise IndexUnusable(State.CORRUPT, f"{self.path / CURRENT} names no index: run rebuild_index.")
        return self.path / name

    def begin(self) -> Path:
        """Return a new directory beside the current one to build in."""
        self._claim()
        beside = self.path / f"{PREFIX}{secrets.token_hex(6)}"
        beside.mkdir(mode=0o700)
        return beside

    def finish(self, built: Path) -> None:
        """Make what was built the current index at once, and remove every other.

        Who reads an old one keeps its files open and goes on; who is just opening it tries again.
        """
        pointer = self.path / f"{CURRENT}.new"
        pointer.write_text(json.dumps({"version": self._version, "directory": built.name}))
        pointer.replace(self.path / CURRENT)
        for other in self.path.glob(f"{PREFIX}*"):
            if other != built:
                self.abandon(other)

    def abandon(self, built: Path) -> None:
        """Remove a directory that is not the current index."""
        shutil.rmtree(built, ignore_errors=True)

    def _claim(self) -> None:
        """Make the directory, or take an empty one; raises `IndexUnusable` where somebody else's things are in it."""
        if not self.path.exists():
            self.path.mkdir(mode=0o700, parents=True)
        if self.path.is_dir() and not any(self.path.iterdir()):
            self.path.chmod(0o700)
            (self.path / MARK).write_text("The search index of a Debate Explorer. It can be deleted and rebuilt.\n")
        self._ensure_own()

    def _ensure_own(self) -> None:
        """Raise `IndexUnusable` unless the directory is this application's alone."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            raise IndexUnusable(
                State.MISSING, f"There is no search index at {self.path} yet: run rebuild_index."
            ) from None
        if not stat.S_ISDIR(found.st_mode):
            raise IndexUnusable(State.FOREIGN, f"{self.path} is no directory: name another one in SEARCH_URL.")
        if not any(self.path.iterdir()):
            raise IndexUnusable(State.MISSING, f"There is no search index in {self.path} yet: run rebuild_index.")
        if not (self.path / MARK).is_file():
            message = f"{self.path} holds something else than a search index: name another directory in SEARCH_URL."
            raise IndexUnusable(State.FOREIGN, message)
        if found.st_uid != os.getuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            message = f"{self.path} can be written by others, and is not read for that: set its owner and mode 0700."
            raise IndexUnusable(State.FOREIGN, message)
