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

import psycopg
import pytest
from playwright.sync_api import Page, Playwright, expect
from redis import Redis
from redis.exceptions import ConnectionError as NoAnswer

from tests.drills.composed import ComposedSite
from tests.drills.deployment import NAME, ROLE, DeployedSite
from tests.drills.machines import HOST, ask, running
from tests.drills.unit import PASSWORD, EncryptedSite, UnitSite

# Of one browser all, so that those of one site stand together and it starts once.
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("browser_name")]

CURATORS_PASSWORD = "quiet-lamp-river-1911"
TALK = """Of copies

Ada Drill: Who has restored one?

(0:12) Bob Drill: Nobody yet. A copy that nobody has restored is a hope.

(1:30) Ada Drill: Then let us restore one.
"""
CURATOR = f"""
from django.contrib.auth.models import User
User.objects.create_superuser("ada", "a@example.org", {CURATORS_PASSWORD!r})
"""
WORDS = "Copies that nobody restores are hopes."
DRAFT = f"""
from django.contrib.auth.models import Group, User
from explorer.anchoring import TextQuote
from explorer.curation.drafts import ClaimDraft, QuotationDraft, TopicDraft, draft_claim
from explorer.curation.review import submit
from explorer.models import Claim
bob = User.objects.create_user("bob", is_staff=True)
bob.groups.add(Group.objects.get(name="Curator"))
like = Claim.objects.published().in_own_name().filter(episode__slug="lex-fridman-36").order_by("slug").first()
piece, link = like.evidence.first(), like.topic_links.first()
quotation = QuotationDraft(
    source=piece.source, quote=TextQuote(piece.exact), asserter=piece.asserter, basis=piece.basis, mode=piece.mode
)
submit(draft_claim(ClaimDraft(
    statement={WORDS!r}, holder=like.speaker, episode=like.episode, role=like.role,
    topics=[TopicDraft(link.topic, link.bearing, link.point)], quotations=[quotation],
), by=bob), by=bob)
"""
COUNT = "from explorer.models import *; print(Claim.objects.count(), Passage.objects.count(), Source.objects.count())"


@pytest.fixture(scope="module", params=[UnitSite, ComposedSite], ids=["unit", "compose"])
def site(request) -> Iterator[DeployedSite]:
    with running(request.param, "deployed") as deployed:
        yield deployed


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
    """Return the code of the moment, of a half minute that has ten seconds left for it to arrive."""
    if (left := 30 - time.time() % 30) < 10:
        time.sleep(left)
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


def handshake(port: int, suites: str, version: ssl.TLSVersion) -> str:
    """Return the suite that the site chooses of those that a client offers at one version of TLS."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.minimum_version = context.maximum_version = version
    context.set_ciphers(f"{suites}:@SECLEVEL=0")
    with socket.create_connection((HOST, port)) as plain, context.wrap_socket(plain, server_hostname=NAME) as secure:
        return secure.cipher()[0]


def test_old_versions_and_suites_without_forward_secrecy_are_refused(site: DeployedSite):
    old = ssl.TLSVersion.TLSv1_2
    assert handshake(site.secure, "ALL", old) == "ECDHE-RSA-AES256-GCM-SHA384"
    assert handshake(site.secure, "ALL", ssl.TLSVersion.TLSv1_3).startswith("TLS_")
    for suites in ("kRSA", "AES128-GCM-SHA256", "ECDHE-RSA-AES128-SHA", "DHE"):
        with pytest.raises(ssl.SSLError):
            handshake(site.secure, suites, old)
    with pytest.raises(ssl.SSLError), pytest.warns(DeprecationWarning, match="TLSv1_1"):
        handshake(site.secure, "ALL", ssl.TLSVersion.TLSv1_1)


def test_the_sites_role_is_no_superuser_and_owns_its_database_alone(site: DeployedSite):
    with psycopg.connect(site.address_of(ROLE)) as connection:
        may = "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls FROM pg_roles"
        assert connection.execute(f"{may} WHERE rolname = current_user").fetchone() == (False,) * 5
        owner = "SELECT datname FROM pg_database WHERE pg_get_userbyid(datdba) = current_user ORDER BY 1"
        assert connection.execute(owner).fetchall() == [(ROLE,), (site.spare,)]


@pytest.fixture
def encrypted() -> Iterator[EncryptedSite]:
    with running(EncryptedSite, "encrypted") as deployed:
        yield deployed


def test_between_machines_everything_goes_by_tls_to_whom_the_certificate_names(encrypted: EncryptedSite):
    assert get(encrypted.secure, "/topics/")[0] == 200
    assert encrypted.read_state()["status"] == "ok"  # of database, cache and index together
    # Nobody is answered in clear.
    database = {"host": "localhost", "port": encrypted.database.port, "user": ROLE, "dbname": ROLE}
    with pytest.raises(psycopg.OperationalError, match="no encryption"):
        psycopg.connect(**database, sslmode="disable")
    with pytest.raises(NoAnswer), Redis(port=encrypted.redis_port, username=ROLE, password=PASSWORD) as cache:
        cache.ping()
    assert ask(encrypted.site_port, "/healthz")[0] == 0
    # Whoever shows another certificate is not believed.
    with pytest.raises(psycopg.OperationalError, match="certificate verify failed"):
        psycopg.connect(**database, sslmode="verify-full", sslrootcert=str(encrypted.certificate.file))
    encrypted.trust(encrypted.certificate)
    assert get(encrypted.secure, "/topics/")[0] == 502


@pytest.fixture
def page(site: DeployedSite, playwright: Playwright) -> Iterator[Page]:
    if not (chromium := which("chromium")):
        pytest.skip("chromium is not on this machine (Debian: apt-get install chromium)")
    rules = f"--host-resolver-rules=MAP {NAME}:443 {HOST}:{site.secure}"
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", rules])
    yield browser.new_context(base_url=f"https://{NAME}", ignore_https_errors=True).new_page()
    browser.close()


def test_a_curator_comes_in_with_a_second_factor_imports_publishes_and_is_copied_and_restored(
    site: DeployedSite, page: Page, tmp_path
):
    site.manage("shell", "--no-imports", "-c", CURATOR)
    page.goto("/admin/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill(CURATORS_PASSWORD)
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

    site.manage("shell", "--no-imports", "-c", DRAFT)
    page.goto("/admin/")
    page.get_by_role("link", name=WORDS).first.click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("was published")).to_be_visible()
    assert WORDS.encode() in get(site.secure, "/episodes/lex-fridman-36/")[2]

    archive = tmp_path / "site.zip"
    site.manage("backup", str(archive))
    elsewhere = {"DATABASE_URL": site.address_of(site.spare), "DATA_DIR": str(tmp_path / "data")}
    site.manage("restore", str(archive), **elsewhere)
    site.manage("prepare", **elsewhere)
    assert site.manage("shell", "--no-imports", "-c", COUNT, **elsewhere) == site.manage(
        "shell", "--no-imports", "-c", COUNT
    )
