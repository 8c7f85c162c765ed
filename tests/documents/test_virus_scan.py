"""Every upload is shown to the virus scanner that the settings name, before anything of it is stored."""

import socketserver
import struct
import threading
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from explorer.documents.uploads import keep_upload
from explorer.documents.virus_scan import PIECE, refuse_infected
from explorer.errors import InfectedError, UnscannedError
from explorer.models import PendingUpload
from tests.drills.machines import HOST, Machine, free_port, wait_until
from tests.installed import find_program
from tests.people import person

BAD = b"Ada Drill: this sentence is what the scanner of the test is told to find.\n"


class Scanner(socketserver.StreamRequestHandler):
    """Speaks clamd's side of INSTREAM: finds what it is told to find, and keeps what it was given."""

    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        given = b""
        while length := struct.unpack(">I", self.rfile.read(4))[0]:
            given += self.rfile.read(length)
        self.server.given.append(given)
        self.wfile.write(self.server.answer or (b"stream: Test.Bad FOUND\0" if BAD in given else b"stream: OK\0"))


@pytest.fixture
def scanner(settings):
    with socketserver.TCPServer((HOST, 0), Scanner) as server:
        server.given, server.answer = [], b""
        settings.VIRUS_SCANNER = f"tcp://{HOST}:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_what_it_finds_is_refused_by_name_and_what_is_clean_is_not(scanner, caplog):
    clean = b"a" * (2 * PIECE + 1)
    refuse_infected(clean)
    refuse_infected(b"")
    with pytest.raises(InfectedError, match=r"found Test\.Bad in it"):
        refuse_infected(clean + BAD)
    assert scanner.given == [clean, b"", clean + BAD]
    [event] = [record for record in caplog.records if record.name == "explorer.events"]
    assert (event.facts["event"], event.facts["finding"]) == ("virus found", "Test.Bad")


def test_without_a_verdict_nothing_passes(scanner, settings):
    for answer in (b"INSTREAM size limit exceeded. ERROR\0", b"stream: \0", b"OK", b"\0"):
        scanner.answer = answer
        with pytest.raises(UnscannedError, match="gave no verdict"):
            refuse_infected(b"words")
    for gone in (f"tcp://{HOST}:{free_port()}", "unix:/nowhere/clamd.ctl"):
        settings.VIRUS_SCANNER = gone
        with pytest.raises(UnscannedError, match="cannot be asked"):
            refuse_infected(b"words")


def test_nobody_is_asked_where_none_is_named(settings):
    assert settings.VIRUS_SCANNER == ""
    refuse_infected(BAD)


@pytest.mark.django_db
def test_an_upload_is_scanned_before_it_is_kept(scanner):
    with pytest.raises(InfectedError):
        keep_upload(BAD, by=person("ada"))
    assert not PendingUpload.objects.exists()


@pytest.fixture
def clamd(settings):
    """Start Debian's clamd at a socket, with one signature of the test's own."""
    program = find_program("clamd")
    with TemporaryDirectory(prefix="clamd.") as place:  # the path of a socket may have 107 characters
        folder = Path(place)
        (folder / "own.ndb").write_text(f"Test.Bad:0:*:{BAD.strip().hex()}\n")
        options = {"Foreground": "yes", "DatabaseDirectory": place, "LocalSocket": f"{place}/ctl"}
        (folder / "clamd.conf").write_text("".join(f"{name} {value}\n" for name, value in options.items()))
        daemon = Machine([program, "-c", f"{place}/clamd.conf"], folder / "log")
        daemon.start()
        settings.VIRUS_SCANNER = f"unix:{place}/ctl"
        wait_until((folder / "ctl").exists)
        yield
        daemon.kill()


def test_clamav_itself_is_understood_and_looks_into_archives(clamd):
    refuse_infected(b"a" * 10_000_000)
    with pytest.raises(InfectedError, match=r"found Test\.Bad\.UNOFFICIAL in it"):
        refuse_infected(b"before\n" * 100_000 + BAD)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("episodes/talk.txt", BAD)
    assert BAD.strip() not in packed.getvalue()
    with pytest.raises(InfectedError):
        refuse_infected(packed.getvalue())
