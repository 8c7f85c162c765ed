"""An archive of a site: a ZIP file with a manifest, which ends with the SHA-256 of everything before.

Its first entry names the kind, so that another file is told from a damaged archive.
"""

import datetime
import hashlib
import json
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Annotated, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from explorer.errors import ExplorerError

KIND = "debate-explorer-backup"
FORMAT = 1
"""The newest form of archives that is known here."""
MANIFEST = "manifest.json"
DIGEST_LENGTH = 64
HEADER_LENGTH = 30
"""Bytes of a ZIP entry's header before its name (APPNOTE.TXT, section 4.3.7)."""
CHUNK = 1 << 20

SESSIONS = ("django_session", "usersessions_usersession")
"""The tables whose keys let anyone in who finds them; their rows stay out of every archive."""


class ArchiveError(ExplorerError):
    """An archive is damaged, or none that can be restored here; nothing was changed."""


class Member(BaseModel):
    """A file in an archive: its size in bytes and its checksum."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Manifest(BaseModel):
    """What is in an archive, and which site can take it: engine, release, and the migrations that were applied."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int
    release: str
    made_at: datetime.datetime
    engine: str
    migrations: tuple[tuple[str, str], ...]
    members: dict[str, Member]


@dataclass(slots=True)
class MemberWriter:
    """Writes one member, and counts and digests what it writes."""

    _file: IO[bytes]
    size: int = 0
    _digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def write(self, data: bytes) -> int:
        """Write bytes, and return their number."""
        self.size += len(data)
        self._digest.update(data)
        return self._file.write(data)

    def describe(self) -> Member:
        """Return the size and the checksum of what was written."""
        return Member(size=self.size, sha256=self._digest.hexdigest())


class ArchiveWriter:
    """Writes an archive, member after member; it is one only after `seal`."""

    def __init__(self, path: Path) -> None:
        path.touch(mode=0o600, exist_ok=False)
        self._path = path
        self._zip = ZipFile(path, "w")
        self._zip.writestr(ZipInfo(KIND), b"")
        self._members: dict[str, Member] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @contextmanager
    def add(self, name: str, *, is_packed: bool = False) -> Iterator[MemberWriter]:
        """Yield the writer of a member; one that is packed already is stored as it is."""
        entry = ZipInfo(name)
        entry.compress_type = ZIP_STORED if is_packed else ZIP_DEFLATED
        with self._zip.open(entry, "w", force_zip64=True) as file:
            writer = MemberWriter(file)
            yield writer
        self._members[name] = writer.describe()

    def seal(self, *, release: str, made_at: datetime.datetime, engine: str, migrations: list[tuple[str, str]]) -> None:
        """Write the manifest and the checksum of the whole, down to the disk."""
        manifest = Manifest(
            format=FORMAT,
            release=release,
            made_at=made_at,
            engine=engine,
            migrations=tuple(migrations),
            members=self._members,
        )
        self._zip.writestr(ZipInfo(MANIFEST), manifest.model_dump_json(indent=1))
        self._zip.comment = b"0" * DIGEST_LENGTH
        self._zip.close()
        with self._path.open("r+b") as file:
            digest = _digest_body(file)
            file.seek(-DIGEST_LENGTH, os.SEEK_END)
            file.write(digest)
            file.flush()
            os.fsync(file.fileno())


@dataclass(frozen=True, slots=True)
class SiteArchive:
    """An archive that was found whole."""

    path: Path
    manifest: Manifest

    @property
    def size(self) -> int:
        """The number of bytes of its members, unpacked."""
        return sum(member.size for member in self.manifest.members.values())

    def extract(self, name: str, to: Path) -> None:
        """Unpack a member into a new file; raises ArchiveError where it is not what the manifest says."""
        said = self.manifest.members[name]
        try:
            with ZipFile(self.path) as zipped, zipped.open(name) as member, to.open("xb") as file:
                writer = MemberWriter(file)
                while writer.size <= said.size and (data := member.read(CHUNK)):
                    writer.write(data)
        except (BadZipFile, zlib.error) as error:
            raise _damaged(self.path, str(error)) from error
        if writer.describe() != said:
            raise _damaged(self.path, f"{name} is not what its manifest says")


def open_archive(path: Path) -> SiteArchive:
    """Read and check the whole of an archive; raises ArchiveError where it is foreign, damaged or of a newer form."""
    try:
        with path.open("rb") as file:
            _check_kind(file, path)
            _check_digest(file, path)
        with ZipFile(path) as zipped:
            manifest = _read_manifest(zipped.read(MANIFEST), path)
            _check_names(zipped.namelist(), manifest, path)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read: {error.strerror or error}") from error
    except (BadZipFile, KeyError) as error:
        raise _damaged(path, str(error)) from error
    return SiteArchive(path, manifest)


def _check_kind(file: IO[bytes], path: Path) -> None:
    head = file.read(HEADER_LENGTH + len(KIND))
    if not head.startswith(b"PK") or head[HEADER_LENGTH:] != KIND.encode():
        raise ArchiveError(f"{path} is no archive of this site's: give a file that manage.py backup has made")


def _check_digest(file: IO[bytes], path: Path) -> None:
    digest = _digest_body(file)
    if file.read() != digest:
        raise _damaged(path, "its checksum differs")


def _digest_body(file: IO[bytes]) -> bytes:
    """Return the digest of all but a file's last bytes, which are its place, and leave the file there."""
    left = file.seek(0, os.SEEK_END) - DIGEST_LENGTH
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0 and (data := file.read(min(CHUNK, left))):
        digest.update(data)
        left -= len(data)
    return digest.hexdigest().encode()


def _read_manifest(raw: bytes, path: Path) -> Manifest:
    try:
        found = json.loads(raw).get("format")
        if isinstance(found, int) and found > FORMAT:
            raise ArchiveError(f"{path} was made by a newer release (form {found}): restore it with that release")
        return Manifest.model_validate_json(raw)
    except (ValueError, AttributeError, ValidationError) as error:
        raise _damaged(path, "its manifest cannot be read") from error


def _check_names(names: list[str], manifest: Manifest, path: Path) -> None:
    if sorted(names) != sorted([KIND, MANIFEST, *manifest.members]):
        raise _damaged(path, "it holds other files than its manifest names")
    for name in manifest.members:
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or "\\" in name:
            raise _damaged(path, f"{name!r} leads out of it")


def _damaged(path: Path, why: str) -> ArchiveError:
    return ArchiveError(f"{path} is damaged ({why}): take another copy")
