from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Status
from explorer.views import discovery
from tests import factories as make

pytestmark = pytest.mark.django_db

SITE = "https://debate.example"
PLACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(autouse=True)
def _outside_address(settings):
    settings.PUBLIC_URL = SITE


def read_xml(client, path):
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    return ET.fromstring(response.content)  # noqa: S314  (our own)


def files(client):
    index = read_xml(client, "/sitemap.xml")
    return [place.text.removeprefix(SITE) for place in index.findall("s:sitemap/s:loc", PLACES)]


def pages(client):
    return {
        url.find("s:loc", PLACES).text.removeprefix(SITE): url.find("s:lastmod", PLACES)
        for file in files(client)
        for url in read_xml(client, file).findall("s:url", PLACES)
    }


def test_every_public_page_is_listed_and_answers(client):
    guest, host = make.SpeakerFactory(slug="ada"), make.SpeakerFactory(slug="bob")
    episode = make.make_episode(guest=guest, host=host, slug="one")
    claim = make.make_claim(slug="scale", speaker=guest, topic=make.TopicFactory(slug="scaling"), episode=episode)
    found = pages(client)
    lists = {"/", "/topics/", "/compare/", "/matrix/", "/compass/", "/speakers/", "/episodes/", "/said/", "/method/"}
    assert set(found) == {
        *lists,
        "/topics/scaling/",
        "/episodes/one/",
        "/claims/scale/",
        "/speakers/ada/",
        "/speakers/bob/",
    }
    assert found["/claims/scale/"].text == claim.updated_at.isoformat(timespec="microseconds")
    assert all(client.get(path).status_code == 200 for path in found)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW])
def test_what_is_not_published_is_not_listed(client, status):
    make.make_claim(slug="unseen", status=status)
    assert "/claims/unseen/" not in pages(client)


def test_a_file_holds_no_more_than_its_share_and_all_of_them_hold_every_page(client, monkeypatch):
    monkeypatch.setattr(discovery, "MOST_IN_A_FILE", 2)
    speakers = [make.SpeakerFactory() for _ in range(5)]
    assert files(client) == [
        "/sitemap-list-1.xml",
        *(f"/sitemap-speaker-{number}.xml" for number in (1, 2, 3)),
    ]
    assert len(read_xml(client, "/sitemap-speaker-2.xml")) == 2
    assert {f"/speakers/{speaker.slug}/" for speaker in speakers} <= set(pages(client))


@pytest.mark.parametrize("file", ["speaker-1", "speaker-0", "list-2", "admin-1", "claim-999999"])
def test_a_file_without_pages_is_not_there(client, file):
    assert client.get(f"/sitemap-{file}.xml").status_code == 404


@pytest.mark.slow  # makes much of everything, to count what it costs
def test_the_queries_are_the_same_for_one_claim_and_for_twenty(client, django_assert_num_queries):
    for claims in (1, 19):
        with open_edit():
            for _ in range(claims):
                make.make_claim()
        with django_assert_num_queries(5):
            files(client)
        with django_assert_num_queries(2):
            read_xml(client, "/sitemap-claim-1.xml")


def test_robots_are_told_where_the_sitemap_is_and_what_to_leave(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == f"User-agent: *\nDisallow: /admin/\n\nSitemap: {SITE}/sitemap.xml\n"


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("curator@example.org", "mailto:curator@example.org"),
        ("https://example.org/report", "https://example.org/report"),
        ("mailto:curator@example.org", "mailto:curator@example.org"),
    ],
)
def test_whoever_finds_a_weakness_is_told_whom_to_write_to(client, settings, contact, address):
    settings.CONTACT = contact
    response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.text.splitlines())
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == address
    assert fields["Canonical"] == f"{SITE}/.well-known/security.txt"
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert timedelta(days=1) < left < timedelta(days=365)
    assert not response.has_header("ETag")


def test_a_site_that_names_nobody_has_no_such_file(client, settings):
    settings.CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404
