"""A corpus folder as a zip: packed in one canonical form, and unpacked with nothing that it says taken on trust."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from explorer.errors import CorpusError, Problem
from explorer.text import printable, shorten

TOP = "debate-explorer"
"""The folder that an archive holds."""

MOST_PACKED = 50_000_000
MOST_BYTES = 200_000_000
"""How many bytes an archive may have, and the files in it together."""

MOST_FILES = 10_000
MOST_DIRECTORY = 4_000_000
"""How many files an archive may hold, and how many bytes its own list of them may have."""

LONGEST_NAME = 300
CHUNK = 1 << 16
PLAIN = 0o644 << 16
"""What unpacking programs make of a file: its owner writes, everybody reads."""

NOT_OURS = "__MACOSX"
"""The folder that one system adds to every archive."""

UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What reading a damaged archive raises."""

ENTRY = ("topics.yaml", "speakers.yaml")


class _Sent(io.RawIOBase):
    """What was written since it was last taken: a file that nobody can go back in."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, some: Any) -> int:  # noqa: ANN401  (whatever has bytes)
        self._held += some
        return len(some)

    def taken(self) -> bytes:
        some = bytes(self._held)
        self._held.clear()
        return some


def packed(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Yield the bytes of an archive of files (relative path and content), one file after the other.

    The same files in the same order give the same bytes. One that breaks off lacks its list of files and does not open.
    """
    sent = _Sent()
    with zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            member = zipfile.ZipInfo(f"{TOP}/{name}")
            member.external_attr = PLAIN
            archive.writestr(member, content, zipfile.ZIP_DEFLATED)
            yield sent.taken()
    yield sent.taken()


def pack(files: Iterable[tuple[str, bytes]], into: IO[bytes]) -> None:
    """Write an archive of files into another file."""
    for some in packed(files):
        into.write(some)


def unpack(packed: bytes, folder: Path) -> None:
    """Make ``folder``, which must not be there yet, hold the corpus of an archive.

    The corpus lies at the archive's top or in the one folder there. Raises CorpusError where it does not, where a
    member is anything but a plain file inside the archive, and where there is more than a corpus may have.
    """
    if len(packed) > MOST_PACKED:
        raise _fault(
            f"the archive has {len(packed):,} bytes, at most {MOST_PACKED:,} are read; load the folder with load_corpus"
        )
    number = _listed(packed)
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            if len(archive.infolist()) != number:
                raise zipfile.BadZipFile("its list of files is damaged")
            members = _members(archive)
            _extract(archive, _below_top(members), folder)
    except UNREADABLE as error:
        raise _fault(f"this is no zip that can be read ({shorten(str(error), 100)}); make it anew") from error
    except OSError as error:
        raise _fault(f"the archive cannot be unpacked ({error.strerror}); make it anew, with plain names") from error


def _listed(packed: bytes) -> int:
    """Return how many members an archive says it lists; raises CorpusError where the list is too long to be read.

    Both stand in the record at the archive's end (APPNOTE.TXT, section 4.3.16); archives of the 64-bit form (4.3.15),
    which no corpus needs, keep them elsewhere.
    """
    end = packed.rfind(b"PK\5\6", max(0, len(packed) - 65_557))
    if end < 0 or len(packed) < end + 22:
        raise _fault("this is no zip; give the archive that the desk or a zip program made of the folder")
    number, length = struct.unpack_from("<HL", packed, end + 10)
    if length > MOST_DIRECTORY or packed[max(0, end - 20) : end].startswith(b"PK\6\7"):
        raise _fault(
            f"the archive lists too many files, at most {MOST_FILES:,} are read; load the folder with load_corpus"
        )
    return int(number)


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the files of an archive by name; raises CorpusError with every one that cannot be taken."""
    members: dict[str, zipfile.ZipInfo] = {}
    problems: list[Problem] = []
    for member in archive.infolist():
        name = member.orig_filename
        if name.split("/")[0] == NOT_OURS or (name.endswith("/") and not _name_fault(name[:-1])):
            continue
        if fault := _name_fault(name) or _kind_fault(member) or ("it is there twice" if name in members else ""):
            problems.append(Problem(shorten(printable(name), 100), 0, f"{fault}; leave it out of the archive"))
        members[name] = member
    if len(members) > MOST_FILES:
        what = f"the archive holds {len(members):,} files, at most {MOST_FILES:,} are read"
        raise _fault(f"{what}; load the folder with load_corpus")
    if problems:
        raise CorpusError(problems)
    return members


def _name_fault(name: str) -> str:
    """Return why a name leads, or might lead, out of the archive; nothing where it is a plain one."""
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or "\\" in name or ":" in name:
        return "the name leads out of the folder"
    if not name.isprintable() or "" in parts or "." in parts or len(name.encode()) > LONGEST_NAME:
        return "the name is none that a corpus has"
    return ""


def _kind_fault(member: zipfile.ZipInfo) -> str:
    mode = member.external_attr >> 16
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return "it is a link or something else that is no file"
    if member.flag_bits & 1:
        return "it is encrypted"
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return "it is compressed in a way that is not read"
    return ""


def _below_top(members: dict[str, zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Return the members by their names inside the corpus."""
    tops = {name.split("/")[0] for name in members}
    if not any(name in members for name in ENTRY) and len(tops) == 1:
        [top] = tops
        members = {name.removeprefix(f"{top}/"): member for name, member in members.items()}
    if not any(name in members for name in ENTRY):
        where = "neither at the top of the archive nor in the one folder there"
        raise _fault(f"there is no corpus ({' and '.join(ENTRY)} are {where}); zip the folder that holds them")
    return members


def _extract(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], folder: Path) -> None:
    """Write members out, counting what really comes, whatever the archive says of their sizes."""
    left = MOST_BYTES
    folder.mkdir(parents=True)
    for name, member in members.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as packed, path.open("xb") as file:
            while chunk := packed.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise _fault(
                        f"the files have more than {MOST_BYTES:,} bytes together; load the folder with load_corpus"
                    )
                file.write(chunk)


def _fault(message: str) -> CorpusError:
    return CorpusError([Problem(".", 0, message)])
