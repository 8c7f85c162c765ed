"""A site started from the documents' own files: over TLS, with a curator and a second factor, copied and restored."""

import hashlib
import hmac
import socket
import ssl
import struct
import time
from base64 import b32decode
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPSConnection
from shutil import which

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.drills.deployment import NAME, DeployedSite
from tests.drills.machines import HOST, ask, open_folder

pytestmark = pytest.mark.slow

PASSWORD = "quiet-lamp-river-1911"
TALK = """Of copies

Ada Drill: Who has restored one?

(0:12) Bob Drill: Nobody yet. A copy that nobody has restored is a hope.

(1:30) Ada Drill: Then let us restore one.
"""
CURATOR = (
    f"from django.contrib.auth.models import User; User.objects.create_superuser('ada', 'a@example.org', {PASSWORD!r})"
)
COUNT = "from explorer.models import *; print(Claim.objects.count(), Passage.objects.count(), Source.objects.count())"


@pytest.fixture(scope="module")
def site() -> Iterator[DeployedSite]:
    with open_folder("deployed") as folder:
        deployed = DeployedSite(folder)
        try:
            deployed.start()
            yield deployed
        finally:
            deployed.stop()


class Pinned(HTTPSConnection):
    """A connection to the drill's port that asks for the site's name."""

    def __init__(self, port: int, name: str = NAME) -> None:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # the certificate is made by itself
        super().__init__(name, port, timeout=30, context=context)
        self._context = context

    def connect(self) -> None:
        plain = socket.create_connection((HOST, self.port))
        try:
            self.sock = self._context.wrap_socket(plain, server_hostname=self.host)
        except OSError:
            plain.close()
            raise


def get(port: int, path: str, name: str = NAME):
    connection = Pinned(port, name)
    connection.request("GET", path, headers={"Host": name})
    answer = connection.getresponse()
    told = answer.status, {header.lower(): value for header, value in answer.getheaders()}, answer.read()
    connection.close()
    return told


def make_code(secret: str) -> str:
    moment = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(b32decode(secret), moment, hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def test_it_answers_over_tls_and_nowhere_else(site: DeployedSite):
    status, headers, _ = get(site.secure, "/")
    assert (status, headers["strict-transport-security"]) == (200, "max-age=31536000; includeSubDomains")
    status, _, headers = ask(site.plain, "/topics/", headers={"Host": NAME})
    assert (status, headers["Location"]) == (308, f"https://{NAME}/topics/")
    # A program that asked in clear text is told, lest it send its token so again.
    status, _, headers = ask(site.plain, "/api/v1/topics/", headers={"Host": NAME})
    assert (status, headers.get("Location")) == (403, None)
    with pytest.raises(ssl.SSLError):
        get(site.secure, "/", "elsewhere.example")
    assert get(site.secure, "/metrics")[0] == 404


def test_slow_clients_hold_nobody_up(site: DeployedSite):
    with ExitStack() as held:
        for _ in range(16):
            slow = Pinned(site.secure)
            slow.connect()
            held.callback(slow.close)
            slow.sock.sendall(b"GET / HTTP/1.1\r\nHost: ")
        begun = time.monotonic()
        assert get(site.secure, "/topics/")[0] == 200
        assert time.monotonic() - begun < 8  # nginx would cut them only after ten


@pytest.fixture
def page(site: DeployedSite, playwright: Playwright) -> Iterator[Page]:
    if not (chromium := which("chromium")):
        pytest.skip("chromium is not on this machine (Debian: apt-get install chromium)")
    rules = f"--host-resolver-rules=MAP {NAME}:443 {HOST}:{site.secure}"
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", rules])
    yield browser.new_context(base_url=f"https://{NAME}", ignore_https_errors=True).new_page()
    browser.close()


def test_a_curator_comes_in_with_a_second_factor_imports_and_is_copied_and_restored(
    site: DeployedSite, page: Page, tmp_path
):
    site.manage("shell", "--no-imports", "-c", CURATOR)
    page.goto("/admin/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_label("Authenticator code").fill(make_code(page.locator("code").inner_text()))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert cookies["__Host-sessionid"]["secure"]
    page.goto("/admin/explorer/episode/?q=lex-fridman-36")
    page.locator("#result_list tbody th a").click()
    page.get_by_role("link", name="Import a document").click()
    page.get_by_label("Or its text").fill(TALK)
    page.get_by_label("Format", exact=True).select_option("Transcript in plain text")
    page.get_by_role("button", name="Show what is in it").click()
    page.get_by_label("Title").fill("Of copies")
    page.get_by_role("button", name="Import 3 passages").click()
    expect(page.get_by_text("was imported: 3 passages")).to_be_visible()
    status, _, body = get(site.secure, "/episodes/lex-fridman-36/")
    assert status == 200
    assert b"A copy that nobody has restored is a hope." in body

    archive = tmp_path / "site.zip"
    site.manage("backup", str(archive))
    elsewhere = {"DATABASE_URL": site.address_of(site.spare), "DATA_DIR": str(tmp_path / "data")}
    site.manage("restore", str(archive), **elsewhere)
    site.manage("prepare", **elsewhere)
    assert site.manage("shell", "--no-imports", "-c", COUNT, **elsewhere) == site.manage(
        "shell", "--no-imports", "-c", COUNT
    )
