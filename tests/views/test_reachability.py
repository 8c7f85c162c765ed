"""Every view of the debate leads to every other in two clicks, and says where the reader is."""

import re

import pytest
from django.urls import Resolver404, resolve

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Status
from tests import factories as make
from tests.markup import folded

pytestmark = pytest.mark.django_db

KINDS = {
    "home",
    "topic-list",
    "topic-detail",
    "compare",
    "matrix",
    "compass",
    "speaker-list",
    "speaker-detail",
    "episode-list",
    "episode-detail",
    "claim-detail",
    "method",
}


@pytest.fixture
@open_edit()
def pages(client):
    """Return the address of a page of each kind, and of those that look otherwise."""
    topic = make.TopicFactory(slug="scale")
    make.TopicFactory(slug="body")
    for slug, position in {"ada": -2, "bob": 2}.items():
        make.make_stance(position, speaker=make.SpeakerFactory(slug=slug), topic=topic)
    claim = topic.claims.first()
    withdrawn = make.make_claim(
        status=Status.RETRACTED, retracted_on="2024-01-02", retraction_reason="Not theirs.", slug="withdrawn"
    )
    return [
        "/",
        "/topics/",
        "/topics/scale/",
        "/topics/body/",
        "/compare/",
        "/matrix/",
        "/compass/",
        "/speakers/",
        "/speakers/ada/",
        "/episodes/",
        claim.episode.get_absolute_url(),
        claim.get_absolute_url(),
        withdrawn.get_absolute_url(),
        "/method/",
        "/topics/scale/?as_of=2000-01-01",
        "/nowhere/",
    ]


class Reader:
    """Somebody who follows links, and opens each page once."""

    def __init__(self, client):
        self.client = client
        self.read = {}

    def links(self, address):
        """Return the paths of this site that a page links to."""
        if address not in self.read:
            html = self.client.get(address).content.decode()
            found = {link.partition("#")[0].partition("?")[0] for link in re.findall(r'<a[^>]* href="(/[^"]*)"', html)}
            self.read[address] = found - {""}
        return self.read[address]

    def kinds_within_two(self, address):
        """Return the names of the views that two clicks lead to."""
        first = self.links(address)
        return {kind_of(path) for path in first.union(*map(self.links, first))}


def kind_of(path):
    try:
        return resolve(path).url_name
    except Resolver404:
        return None


@pytest.mark.slow  # a sweep
def test_every_view_is_two_clicks_from_every_other(client, pages):
    reader = Reader(client)
    assert {address: KINDS - reader.kinds_within_two(address) for address in pages} == {page: set() for page in pages}


@pytest.mark.slow  # a sweep
def test_every_page_says_where_the_reader_is(client, pages):
    for address in pages[:-1]:
        html = folded(client.get(address).content.decode())
        menu = re.search(r'<details class="c-menu">.*?</details>', html)
        assert menu, address
        around = html.partition("<main")[0].replace(menu[0], "") + html.partition("</main>")[2]
        assert len(re.findall(r'aria-current="(?:page|true)"', around)) == 1, address


@pytest.mark.parametrize(("view", "row"), [("/matrix/", "col"), ("/compass/", "row"), ("/compare/", "col")])
def test_the_people_of_a_table_lead_to_their_pages(client, pages, view, row):
    assert f'<th scope="{row}"><a href="/speakers/ada/">' in folded(client.get(view).content.decode())
