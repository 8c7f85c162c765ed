"""The feeds have the newest published claims with their words, and addresses that work from outside."""

import datetime
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Basis, Grade, Status
from explorer.exports.metadata import build_citation
from explorer.models import Claim
from tests import factories as make

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITE = "https://debate.example"


@pytest.fixture(autouse=True)
def _outside_address(settings):
    settings.PUBLIC_URL = SITE


def feed(client, path="/feeds/"):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(response.content)  # noqa: S314  (our own)


def entries(client, path="/feeds/"):
    return feed(client, path).findall("a:entry", ATOM)


def text(entry, name):
    return entry.find(f"a:{name}", ATOM).text


def titles(client, path="/feeds/"):
    return [text(entry, "title").partition(": ")[2] for entry in entries(client, path)]


def test_it_works(client):
    claim = make.make_claim(
        slug="scale", speaker=make.SpeakerFactory(name="Ada & Co"), statement="It is <so>.", words="So it is."
    )
    [entry] = entries(client)
    assert text(entry, "title") == "Ada & Co: It is <so>."
    said = "<p>“So it is.”</p>\n<p>Ada &amp; Co’s words, as transcribed by A Transcriber.</p>"
    assert text(entry, "summary") == f"{said}\n<p>Said in “{claim.episode.title}”, 31 August 2019.</p>"
    assert text(entry, "id") == entry.find("a:link", ATOM).get("href") == f"{SITE}/claims/scale/"
    assert datetime.datetime.fromisoformat(text(entry, "updated")) == claim.updated_at
    assert text(entry, "published") == claim.created_at.isoformat()


def test_the_author_of_an_entry_is_that_of_its_citation_and_not_the_holder(client):
    claim = make.make_claim(speaker=make.SpeakerFactory(name="Ada & Co"))
    [entry] = entries(client)
    [cited] = [content for name, content in build_citation(claim).tags if name == "citation_author"]
    assert entry.find("a:author/a:name", ATOM).text == cited == "Debate Explorer"


def test_an_entry_has_the_day_of_its_first_publication_beside_that_of_the_talk_and_the_newest_is_first(client):
    days = [datetime.date(2024, 1, 2), None, datetime.date(2023, 1, 2)]
    with open_edit():
        for day in days:
            make.make_claim(published_on=day, statement=f"Published {day}.")
    assert titles(client) == ["Published None.", "Published 2024-01-02.", "Published 2023-01-02."]
    entry = entries(client)[1]
    assert text(entry, "published") == "2024-01-02T00:00:00+00:00"
    assert "31 August 2019" in text(entry, "summary")


def test_the_talk_of_an_entry_may_be_undated(client):
    make.make_claim(episode=make.make_episode(date=None))
    assert ", undated." in text(entries(client)[0], "summary")


def test_it_works_without_claims(client):
    assert entries(client) == []


def test_words_that_are_not_the_holders_own_follow_their_chain_and_stand_in_no_quotation_marks(client):
    make.make_claim(words="He says so.", grade=Grade.NOTES, basis=Basis.NARRATED)
    [entry] = entries(client)
    quoted = text(entry, "summary").partition("\n<p>Said in “")[0]
    assert quoted.endswith("view, as noted by A Transcriber: He says so.</p>")
    assert "“" not in quoted


def test_the_newest_claim_comes_first(client):
    with open_edit():
        for days in (2, 0, 1):
            claim = make.make_claim(statement=f"{days} days old.")
            Claim.objects.filter(pk=claim.pk).update(created_at=timezone.now() - datetime.timedelta(days=days))
    assert titles(client) == ["0 days old.", "1 days old.", "2 days old."]


@pytest.mark.parametrize("path", ["/feeds/", "/feeds/topics/scaling/", "/feeds/speakers/ada/"])
@pytest.mark.parametrize("status", [status for status in Status if status != Status.PUBLISHED])
def test_what_is_not_published_is_in_no_feed(client, path, status):
    options = {"topic": make.TopicFactory(slug="scaling"), "speaker": make.SpeakerFactory(slug="ada")}
    make.make_claim(statement="Seen.", **options)
    retraction = {"retracted_on": datetime.date(2024, 1, 1), "retraction_reason": "Misread."}
    make.make_claim(status=status, **options, **(retraction if status == Status.RETRACTED else {}))
    assert titles(client, path) == ["Seen."]


def test_a_topic_and_a_speaker_have_their_own(client):
    topic, speaker = make.TopicFactory(slug="scaling", question="Is it?"), make.SpeakerFactory(slug="ada", name="Ada")
    make.make_claim(statement="On the topic.", topic=topic)
    make.make_claim(statement="By the speaker.", speaker=speaker)
    assert titles(client, "/feeds/topics/scaling/") == ["On the topic."]
    assert titles(client, "/feeds/speakers/ada/") == ["By the speaker."]
    assert text(feed(client, "/feeds/topics/scaling/"), "title") == "Debate Explorer: Is it?"
    assert text(feed(client, "/feeds/speakers/ada/"), "title") == "Debate Explorer: Ada"


@pytest.mark.parametrize("path", ["/feeds/topics/nothing/", "/feeds/speakers/nobody/"])
def test_of_what_does_not_exist_there_is_no_feed(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "about"),
    [("/feeds/", "/"), ("/feeds/topics/scaling/", "/topics/scaling/"), ("/feeds/speakers/ada/", "/speakers/ada/")],
)
def test_a_feed_says_where_it_is_and_what_it_is_about(client, path, about):
    make.TopicFactory(slug="scaling")
    make.SpeakerFactory(slug="ada")
    found = feed(client, path)
    links = {link.get("rel"): link.get("href") for link in found.findall("a:link", ATOM)}
    assert text(found, "id") == f"{SITE}{path}"
    assert links == {"self": f"{SITE}{path}", "alternate": f"{SITE}{about}"}


@pytest.mark.parametrize(("address", "path"), [("/", "/feeds/"), ("/topics/scaling/", "/feeds/topics/scaling/")])
def test_pages_name_their_feed(client, address, path):
    make.TopicFactory(slug="scaling")
    html = client.get(address).content.decode()
    assert '<link rel="alternate" type="application/atom+xml"' in html
    assert f'href="{path}"' in html


@pytest.mark.slow  # makes much of everything, to count what it costs
def test_the_queries_are_the_same_for_one_claim_and_for_twenty(client, django_assert_num_queries):
    make.make_claim()
    with django_assert_num_queries(3):
        feed(client)
    with open_edit():
        for _ in range(19):
            make.make_claim()
    with django_assert_num_queries(3):
        feed(client)


def test_what_was_written_is_dated_by_its_document(client):
    make.make_writing()
    [entry] = entries(client)
    assert text(entry, "summary").endswith("<p>Written in “Notes on it”, 9 April 2021.</p>")
