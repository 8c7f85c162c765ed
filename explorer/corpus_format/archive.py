"""A corpus folder as a zip archive: written in one canonical form, and unpacked without trust in what it declares."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from explorer.errors import CorpusError, Problem
from explorer.text import replace_unprintable, shorten

TOP_FOLDER = "debate-explorer"
"""The one folder at the top of an archive."""

MOST_PACKED = 50_000_000
MOST_BYTES = 200_000_000
"""Bytes that an archive may have, and that its files may have together."""

MOST_FILES = 10_000
MOST_DIRECTORY = 4_000_000
"""Files that an archive may hold, and bytes that its central directory may have."""

LONGEST_NAME = 300
CHUNK = 1 << 16
FILE_MODE = 0o644 << 16
"""The permissions of every file: its owner may write, everybody may read. Zip keeps them in the upper 16 bits."""

SYSTEM_FOLDER = "__MACOSX"
"""The folder that macOS adds to every archive."""

UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""Errors that reading a damaged archive raises."""

CORPUS_FILES = ("topics.yaml", "speakers.yaml")
"""Files of which a corpus has at least one."""


class _SentBytes(io.RawIOBase):
    """A file that keeps only what was written since it was last taken; it cannot seek."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:  # noqa: ANN401  (anything with bytes)
        self._buffer += content
        return len(content)

    def take(self) -> bytes:
        content = bytes(self._buffer)
        self._buffer.clear()
        return content


def stream_archive(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Yield the bytes of an archive of files (relative path and content), one file after the other.

    The same files in the same order give the same bytes. An archive that breaks off lacks its directory and does not
    open.
    """
    sent = _SentBytes()
    with zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            # ZipInfo's date is fixed (1980-01-01), so that the bytes do not depend on the day.
            member = zipfile.ZipInfo(f"{TOP_FOLDER}/{name}")
            member.external_attr = FILE_MODE
            archive.writestr(member, content, zipfile.ZIP_DEFLATED)
            yield sent.take()
    yield sent.take()


def write_archive(files: Iterable[tuple[str, bytes]], into: IO[bytes]) -> None:
    """Write an archive of files (relative path and content) into an open file."""
    for content in stream_archive(files):
        into.write(content)


def unpack(packed: bytes, folder: Path) -> None:
    """Create ``folder`` with the corpus of an archive.

    The corpus lies at the archive's top or in the only folder there. Raises CorpusError if it does not, if a member is
    anything but a plain file inside the archive, and if the archive exceeds the limits of this module.
    """
    if len(packed) > MOST_PACKED:
        raise _archive_error(
            f"the archive has {len(packed):,} bytes, at most {MOST_PACKED:,} are read; load the folder with load_corpus"
        )
    number = _count_listed(packed)
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            if len(archive.infolist()) != number:
                raise zipfile.BadZipFile("its list of files is damaged")
            members = _read_members(archive)
            _extract(archive, _strip_top_folder(members), folder)
    except UNREADABLE as error:
        raise _archive_error(f"this is no zip that can be read ({shorten(str(error), 100)}); make it anew") from error
    except OSError as error:
        message = f"the archive cannot be unpacked ({error.strerror}); make it anew, with plain names"
        raise _archive_error(message) from error


def _count_listed(packed: bytes) -> int:
    """Return the number of members that an archive declares; raises CorpusError if its directory is too long to read.

    Number and length stand in the record at the archive's end (APPNOTE.TXT, section 4.3.16). Archives of the 64-bit
    form (4.3.15), which no corpus needs, keep them elsewhere and are refused.
    """
    # The record has 22 bytes and a comment of at most 65,535.
    end = packed.rfind(b"PK\5\6", max(0, len(packed) - 65_557))
    if end < 0 or len(packed) < end + 22:
        raise _archive_error("this is no zip; give the archive that the desk or a zip program made of the folder")
    number, length = struct.unpack_from("<HL", packed, end + 10)
    if length > MOST_DIRECTORY or packed[max(0, end - 20) : end].startswith(b"PK\6\7"):
        raise _archive_error(
            f"the archive lists too many files, at most {MOST_FILES:,} are read; load the folder with load_corpus"
        )
    return int(number)


def _read_members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the files of an archive by name; raises CorpusError with every file that is refused."""
    members: dict[str, zipfile.ZipInfo] = {}
    problems: list[Problem] = []
    for member in archive.infolist():
        # The name as written in the archive: ``filename`` is cleaned by Python, and hides what would be refused.
        name = member.orig_filename
        if name.split("/")[0] == SYSTEM_FOLDER or (name.endswith("/") and not _name_fault(name[:-1])):
            continue
        if fault := _name_fault(name) or _kind_fault(member) or ("it is there twice" if name in members else ""):
            problems.append(
                Problem(shorten(replace_unprintable(name), 100), 0, f"{fault}; leave it out of the archive")
            )
        members[name] = member
    if len(members) > MOST_FILES:
        what = f"the archive holds {len(members):,} files, at most {MOST_FILES:,} are read"
        raise _archive_error(f"{what}; load the folder with load_corpus")
    if problems:
        raise CorpusError(problems)
    return members


def _name_fault(name: str) -> str:
    """Return why a name is refused; empty for a plain path inside the archive."""
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or "\\" in name or ":" in name:
        return "the name leads out of the folder"
    if not name.isprintable() or "" in parts or "." in parts or len(name.encode()) > LONGEST_NAME:
        return "the name is none that a corpus has"
    return ""


def _kind_fault(member: zipfile.ZipInfo) -> str:
    """Return why a member is refused for what it is; empty for a plain file."""
    mode = member.external_attr >> 16
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return "it is a link or something else that is no file"
    if member.flag_bits & 1:
        return "it is encrypted"
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return "it is compressed in a way that is not read"
    return ""


def _strip_top_folder(members: dict[str, zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Return the members by their names inside the corpus; raises CorpusError if there is none."""
    tops = {name.split("/")[0] for name in members}
    if not any(name in members for name in CORPUS_FILES) and len(tops) == 1:
        [top] = tops
        members = {name.removeprefix(f"{top}/"): member for name, member in members.items()}
    if not any(name in members for name in CORPUS_FILES):
        where = "neither at the top of the archive nor in the one folder there"
        raise _archive_error(
            f"there is no corpus ({' and '.join(CORPUS_FILES)} are {where}); zip the folder that holds them"
        )
    return members


def _extract(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], folder: Path) -> None:
    """Extract members, and count the bytes really read: the sizes that an archive declares may be false."""
    left = MOST_BYTES
    folder.mkdir(parents=True)
    for name, member in members.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as packed, path.open("xb") as file:
            while chunk := packed.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise _archive_error(
                        f"the files have more than {MOST_BYTES:,} bytes together; load the folder with load_corpus"
                    )
                file.write(chunk)


def _archive_error(message: str) -> CorpusError:
    return CorpusError([Problem(".", 0, message)])
