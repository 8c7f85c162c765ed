"""The directory that holds the indexes, of which one is current.

Index files are pickles: whoever can write them can run code as this site. Therefore the directory is created for its
owner alone and refused if others can write in it, and without the application's mark nothing in it is read, written or
deleted.
"""

import json
import os
import secrets
import shutil
import stat
from pathlib import Path

from explorer.search_engine.backends.base import IndexUnusable
from explorer.search_engine.types import State

MARK = "debate-explorer-index"
CURRENT = "current"
PREFIX = "index-"


class IndexFolder:
    """A directory with any number of indexes, and a pointer file that names the current one."""

    def __init__(self, path: Path, version: str) -> None:
        self.path = path
        self._version = version

    def current(self) -> Path:
        """Return the directory of the current index; raises `IndexUnusable`."""
        self._ensure_own()
        directory = self._read_pointer()
        # If the pointer still names a missing directory, the index is lost; else a rebuild has just replaced it.
        if not directory.is_dir() and directory == (directory := self._read_pointer()):
            raise IndexUnusable(State.CORRUPT, f"{self.path} lacks its index {directory.name}: run rebuild_index.")
        return directory

    def _read_pointer(self) -> Path:
        """Return the directory that the pointer file names; raises `IndexUnusable`."""
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
        """Return a new directory in which an index can be built."""
        self._take_over()
        beside = self.path / f"{PREFIX}{secrets.token_hex(6)}"
        beside.mkdir(mode=0o700)
        return beside

    def finish(self, built: Path) -> None:
        """Make a built index the current one in one step, and remove the others.

        Readers of an old index keep its files open and continue; those about to open it try again.
        """
        pointer = self.path / f"{CURRENT}.new"
        pointer.write_text(json.dumps({"version": self._version, "directory": built.name}))
        pointer.replace(self.path / CURRENT)
        for other in self.path.glob(f"{PREFIX}*"):
            if other != built:
                self.remove(other)

    def remove(self, index: Path) -> None:
        """Remove an index that is not the current one."""
        shutil.rmtree(index, ignore_errors=True)

    def _take_over(self) -> None:
        """Create the directory, or mark an empty one as the application's; raises `IndexUnusable` for any other."""
        if not self.path.exists():
            self.path.mkdir(mode=0o700, parents=True)
        if self.path.is_dir() and not any(self.path.iterdir()):
            self.path.chmod(0o700)
            (self.path / MARK).write_text("The search index of a Debate Explorer. It can be deleted and rebuilt.\n")
        self._ensure_own()

    def _ensure_own(self) -> None:
        """Raise `IndexUnusable` unless the directory carries the mark and nobody else can write in it."""
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
