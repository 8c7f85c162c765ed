"""What every page tells programs in its head."""

import html
import json
import re

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Basis, Grade
from explorer.models import Passage
from tests import factories as make

pytestmark = pytest.mark.django_db

SITE = "https://debate.example"


@pytest.fixture(autouse=True)
def _outside_address(settings):
    settings.PUBLIC_URL = SITE


@pytest.fixture
@open_edit()
def claim():
    guest = make.SpeakerFactory(name="Ada </script> & Guest", slug="ada")
    episode = make.make_episode(guest=guest, passages=1, slug="the-talk")
    topic = make.TopicFactory(slug="scaling", question="Is it “enough” & all?")
    return make.make_claim(
        speaker=guest,
        episode=episode,
        passage=Passage.objects.get(),
        slug="it-is-so",
        statement="It is so.",
        topic=topic,
    )


def head_of(client, path):
    return client.get(path).content.decode().partition("</head>")[0]


def meta(head, name):
    found = re.findall(rf'<meta (?:name|property)="{name}" content="([^"]*)">', head)
    return [html.unescape(one) for one in found]


def described(head):
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head)
    return {thing["@type"]: thing for thing in json.loads(script)["@graph"]}


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/", "/"),
        ("/?utm=x", "/"),
        ("/method/?a=b", "/method/"),
        ("/claims/it-is-so/", "/claims/it-is-so/"),
        ("/topics/scaling/?order=nonsense&mode=asserted", "/topics/scaling/?mode=asserted"),
        ("/topics/scaling/?speakers=ada&speakers=nobody", "/topics/scaling/"),
        ("/compare/?speakers=ada&x=1", "/compare/?speakers=ada"),
    ],
)
def test_a_page_has_one_address_with_the_shortest_query(client, claim, path, canonical):
    head = head_of(client, path)

    assert re.findall(r'<link rel="canonical" href="([^"]*)">', head) == [f"{SITE}{canonical}"]
    assert meta(head, "og:url") == [f"{SITE}{canonical}"]


def test_a_page_that_is_not_there_has_no_address(client):
    head = head_of(client, "/nowhere/")

    assert "canonical" not in head
    assert meta(head, "og:title") == ["Page not found"]


def test_open_graph_says_what_title_and_description_say(client, claim):
    head = head_of(client, "/topics/scaling/")

    assert meta(head, "og:title") == ["Is it “enough” & all?"]
    assert meta(head, "og:description") == meta(head, "description") == [claim.topics.get().description]
    assert meta(head, "og:site_name") == ["Debate Explorer"]


def test_a_claim_is_cited_as_this_sites_record(client, claim):
    head = head_of(client, "/claims/it-is-so/")

    assert meta(head, "citation_title") == ["It is so."]
    assert meta(head, "citation_author") == ["Debate Explorer"]
    assert meta(head, "citation_publication_date") == [f"{claim.updated_at:%Y/%m/%d}"]
    assert meta(head, "citation_public_url") == [f"{SITE}/claims/it-is-so/"]


def test_an_episode_is_cited_by_those_who_took_part(client, claim):
    head = head_of(client, "/episodes/the-talk/")

    assert "Ada </script> & Guest" in meta(head, "citation_author")
    assert meta(head, "citation_title") == [claim.episode.title]
    assert meta(head, "citation_publication_date") == [f"{claim.episode.date:%Y/%m/%d}"]


def test_a_claim_is_described_with_its_words_and_the_way_to_it(client, claim):
    things = described(head_of(client, "/claims/it-is-so/"))

    evidence = claim.evidence.get()
    assert things["Claim"]["text"] == "It is so."
    assert things["Claim"]["author"]["name"] == "Ada </script> & Guest"
    (appearance,) = things["Claim"]["appearance"]
    assert (appearance["@type"], appearance["text"]) == ("Quotation", evidence.exact)
    assert appearance["isPartOf"]["@id"] == things["PodcastEpisode"]["@id"] == f"{SITE}/episodes/the-talk/"
    assert [step["item"] for step in things["BreadcrumbList"]["itemListElement"]] == [
        f"{SITE}/topics/",
        f"{SITE}/topics/scaling/",
        f"{SITE}/claims/it-is-so/",
    ]


def test_a_summary_is_not_described_as_a_quotation(client, claim):
    Passage.objects.update(grade=Grade.SUMMARY, speaker=None)
    claim.evidence.update(basis=Basis.NARRATED)

    (appearance,) = described(head_of(client, "/claims/it-is-so/"))["Claim"]["appearance"]

    assert appearance["@type"] == "CreativeWork"


def test_people_and_episodes_are_described(client, claim):
    assert described(head_of(client, "/speakers/ada/"))["Person"]["@id"] == f"{SITE}/speakers/ada/"
    episode = described(head_of(client, "/episodes/the-talk/"))["PodcastEpisode"]
    assert "Ada </script> & Guest" in [one["name"] for one in episode["contributor"]]


def test_a_withdrawn_claim_is_neither_described_nor_cited(client, claim):
    type(claim).objects.update(status="retracted", retracted_on="2024-03-01", retraction_reason="Misread.")

    head = head_of(client, "/claims/it-is-so/")

    assert "ld+json" not in head
    assert meta(head, "citation_title") == []
