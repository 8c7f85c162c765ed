"""Records as schema.org and citations know them: nobody is the author of what others say they hold."""

import datetime

import pytest

from explorer.coding.vocabulary import Basis, Grade
from explorer.exports.metadata import (
    build_citation,
    describe_claim,
    describe_episode,
    describe_speaker,
    describe_topic,
    list_tags,
)
from explorer.models import Claim, Episode, Evidence, Speaker
from explorer.reading.provenance import trace_evidence
from tests import factories as make

pytestmark = pytest.mark.django_db

SITE = "https://debate.example"


def described(claim):
    claim = Claim.objects.with_evidence().with_topics().get(pk=claim.pk)
    return describe_claim(claim, trace_evidence(claim))["@graph"]


def test_a_claim_is_cited_as_a_page_of_this_site_drawn_from_its_conversation(debate):
    claim = Claim.objects.get(slug="ada-says")
    cited = build_citation(claim)
    assert (cited.key, cited.author, cited.date) == ("ada-says", "Ada", datetime.date(2019, 1, 1))
    assert (cited.url, cited.changed) == (f"{SITE}/claims/ada-says/", claim.updated_at.date())
    assert cited.within == claim.episode.short_title
    Episode.objects.update(series=None)
    assert build_citation(Claim.objects.get(slug="ada-says")).within == ""


def test_what_was_written_is_cited_from_its_document_and_its_day(debate):
    writer = make.SpeakerFactory(name="Vi Noter")
    cited = build_citation(make.make_writing(writer=writer))
    assert cited.origin == "Vi Noter in “Notes on it” (A Publisher), 9 April 2021"
    reported = build_citation(make.make_writing(writer=writer, holder=make.SpeakerFactory(name="Joe Away")))
    assert (reported.voice, reported.author) == ("Vi Noter on Joe Away in", "Vi Noter")


@pytest.mark.parametrize("basis", [Basis.CONTEXTUAL, Basis.INFERRED])
def test_of_whom_no_document_says_that_it_is_their_view_is_not_its_author(debate, basis):
    claim = make.make_claim(topic=debate, grade=Grade.SUMMARY, basis=basis)
    assert build_citation(claim).author == ""
    [found, *_] = described(claim)
    assert "author" not in found
    assert found["about"]["name"] == claim.speaker.name


def test_a_writing_is_described_with_its_writer_and_its_day(debate):
    claim = make.make_writing(topic=debate)
    found, writing, conversation, _ = described(claim)
    assert (found["author"]["name"], writing["author"]["name"]) == (claim.speaker.name, claim.speaker.name)
    assert (writing["datePublished"], writing["about"]) == ("2021-04-09", {"@id": conversation["@id"]})
    assert found["appearance"][0]["isPartOf"] == {"@id": writing["@id"]}


def test_an_episode_is_cited_with_its_people_in_order(debate):
    episode = Episode.objects.with_people().get(slug="talk-of-ada")
    said = [value for _, value in list_tags(episode)]
    assert {episode.title, "Ada", f"{SITE}/episodes/talk-of-ada/"} <= set(said)


def test_a_claim_is_its_holders_with_the_words_that_stand_and_the_way_to_it(debate):
    claim = Claim.objects.get(slug="ada-says")
    found, conversation, way = described(claim)
    assert (found["@id"], found["author"]["name"]) == (f"{SITE}/claims/ada-says/", "Ada")
    assert [words["@type"] for words in found["appearance"]] == ["Quotation"]
    assert conversation["@id"] == f"{SITE}/episodes/talk-of-ada/"
    assert [step["item"] for step in way["itemListElement"]] == [
        f"{SITE}/topics/",
        f"{SITE}/topics/scaling/",
        f"{SITE}/claims/ada-says/",
    ]
    Evidence.objects.filter(claim=claim).update(exact="Other words.")
    assert described(claim)[0]["appearance"] == []


def test_a_view_that_is_only_reported_is_about_its_holder(debate):
    reporter = Speaker.objects.get(slug="bob")
    claim = make.make_claim(topic=debate, episode=reporter.episodes.get(), asserter=reporter)
    [found, *_] = described(claim)
    assert "author" not in found
    assert found["about"]["name"] == claim.speaker.name
    [words] = found["appearance"]
    assert (words["author"]["name"], words["spokenByCharacter"]["name"]) == ("Bob", claim.speaker.name)


def test_what_was_only_written_down_is_credited_to_its_writer(debate):
    claim = make.make_claim(topic=debate, grade=Grade.SUMMARY)
    [words] = described(claim)[0]["appearance"]
    assert (words["@type"], words["creditText"]) == ("CreativeWork", "A Transcriber")


def test_an_episode_is_described_with_its_people_and_where_it_can_be_heard(debate):
    Episode.objects.update(youtube_id="yt1", spotify_id="")
    episode, way = describe_episode(Episode.objects.with_people().get(slug="talk-of-ada"))["@graph"]
    assert episode["sameAs"] == ["https://www.youtube.com/watch?v=yt1"]
    assert "Ada" in [person["name"] for person in episode["contributor"]]
    assert way["itemListElement"][-1]["item"] == episode["@id"] == f"{SITE}/episodes/talk-of-ada/"


def test_people_and_topics_are_described_with_the_way_to_their_pages(debate):
    ada, way = describe_speaker(Speaker.objects.get(slug="ada"))["@graph"]
    assert (ada["@type"], ada["@id"]) == ("Person", f"{SITE}/speakers/ada/")
    assert [step["name"] for step in way["itemListElement"]] == ["People", "Ada"]
    [way] = describe_topic(debate)["@graph"]
    assert [step["item"] for step in way["itemListElement"]] == [f"{SITE}/topics/", f"{SITE}/topics/scaling/"]
