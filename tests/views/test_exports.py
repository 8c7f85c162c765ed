import datetime
import io
import json

import pytest
import webvtt as reader
from django.conf import settings as site

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Basis, Bearing, Grade, PassageKind, RelationKind, Status, TimeBasis
from explorer.corpus.load import load_corpus
from explorer.models import Claim, Source, Topic
from tests import factories as make
from tests.formats.w3c import expand, offences

pytestmark = pytest.mark.django_db

JSON_LD = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'


@pytest.fixture
@open_edit()
def debate():
    """Return a topic on which one guest contradicts another, who is reported on by a third."""
    topic = make.TopicFactory(slug="scaling", question="Is *scale* [enough]?")
    people = {slug: make.SpeakerFactory(slug=slug, name=slug.title()) for slug in ("ada", "bob", "absent")}
    days = {"ada": datetime.date(2019, 1, 1), "bob": datetime.date(2020, 1, 1)}
    for place, slug in ((-2, "ada"), (2, "bob")):
        episode = make.make_episode(guest=people[slug], slug=f"talk-of-{slug}", date=days[slug])
        make.make_claim(speaker=people[slug], topic=topic, episode=episode, slug=f"{slug}-says")
        make.StanceFactory(speaker=people[slug], topic=topic, episode=episode, position=place)
    make.make_claim(
        speaker=people["absent"],
        topic=topic,
        episode=episode,
        asserter=people["bob"],
        basis=Basis.LABELLED,
        slug="absent-is-said-to-say",
    )
    ada, bob = Claim.objects.get(slug="ada-says"), Claim.objects.get(slug="bob-says")
    make.RelationFactory(from_claim=bob, to_claim=ada, kind=RelationKind.DISPUTES)
    make.ContrastFactory(topic=topic, first=people["ada"], second=people["bob"])
    return topic


def timed_source(**fields):
    """Make a document of two spoken passages, the first with a time of its own, the second with its chapter's."""
    speaker = make.SpeakerFactory(name="Ada & Co")
    source = make.SourceFactory(
        slug="talk", title="A talk", text="Is R&D < 3?\n\nNo --> never.\n\nA summary.", **fields
    )
    common = {"source": source, "section": "On scale"}
    make.PassageFactory(**common, speaker=speaker, start_time=1.5, end_time=2, time_basis=TimeBasis.OWN)
    make.PassageFactory(**common, start_time=3, time_basis=TimeBasis.SECTION)
    make.PassageFactory(
        source=source,
        section="On summaries",
        kind=PassageKind.SUMMARY,
        grade=Grade.SUMMARY,
        start_time=60,
        time_basis=TimeBasis.OWN,
    )
    return source


# Annotations


def test_a_claim_is_an_annotation_of_its_words(client, debate):
    response = client.get("/claims/ada-says.jsonld")

    assert (response.status_code, response["Content-Type"]) == (200, JSON_LD)
    document = response.json()
    assert document["id"] == "http://127.0.0.1:8000/claims/ada-says.jsonld"
    assert document["claim"] == "http://127.0.0.1:8000/claims/ada-says/"
    evidence = Claim.objects.get(slug="ada-says").evidence.get()
    [target] = document["target"]
    assert target["selector"] == [
        {"type": "TextQuoteSelector", "exact": evidence.exact},
        {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end},
    ]
    assert target["state"]["sha256"] == evidence.source.sha256
    assert target["chain"] == "Ada’s words, as transcribed by A Transcriber"


def test_a_reported_view_has_its_holder_and_its_asserter_apart(client, debate):
    document = client.get("/claims/absent-is-said-to-say.jsonld").json()

    assert document["body"][0]["holder"]["name"] == "Absent"
    assert document["target"][0]["asserter"]["name"] == "Bob"
    assert document["target"][0]["attribution"] == "reported"


def test_words_that_no_longer_stand_at_their_place_are_no_target(client, debate):
    evidence = Claim.objects.get(slug="ada-says").evidence
    evidence.update(exact="Other words")

    assert client.get("/claims/ada-says.jsonld").json()["target"] == []


def test_where_rights_hide_the_text_only_the_quotation_leaves(client, debate):
    evidence = Claim.objects.get(slug="ada-says").evidence
    evidence.update(prefix="before", suffix="after")
    assert client.get("/claims/ada-says.jsonld").json()["target"][0]["selector"][0]["prefix"] == "before"
    Source.objects.update(show_text=False)

    selector = client.get("/claims/ada-says.jsonld").json()["target"][0]["selector"][0]

    assert selector == {"type": "TextQuoteSelector", "exact": evidence.get().exact}


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW])
def test_a_claim_that_is_not_public_has_no_annotation(client, debate, status):
    Claim.objects.filter(slug="ada-says").update(status=status)

    response = client.get("/claims/ada-says.jsonld")

    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert response.text == client.get("/claims/no-such-claim.jsonld").text


def test_a_withdrawn_claim_is_gone_and_says_when_and_why(client):
    make.make_claim(
        slug="withdrawn", status=Status.RETRACTED, retracted_on="2024-01-02", retraction_reason="Not theirs."
    )

    response = client.get("/claims/withdrawn.jsonld")

    assert (response.status_code, response["Content-Type"]) == (410, "application/problem+json")
    assert response.json()["detail"] == "Withdrawn on 2024-01-02: Not theirs."


def test_the_claims_on_a_topic_are_a_collection(client, debate):
    response = client.get("/topics/scaling.jsonld")

    document = response.json()
    assert response["Content-Type"] == JSON_LD
    assert (document["label"], document["total"]) == ("Is *scale* [enough]?", 3)
    assert {item["claim"].split("/")[-2] for item in document["first"]["items"]} == {
        "ada-says",
        "bob-says",
        "absent-is-said-to-say",
    }
    assert offences("collection", document) == []


@pytest.fixture
def shipped(client):
    """Return every annotation of the shipped corpus, as the collections of its topics have them."""
    load_corpus(site.BASE_DIR / "fixtures")
    collections = [client.get(f"{topic.get_absolute_url()[:-1]}.jsonld").json() for topic in Topic.objects.all()]
    found = {item["id"]: {"@context": one["@context"], **item} for one in collections for item in one["first"]["items"]}
    assert len(found) == Claim.objects.published().count()
    return list(found.values())


@pytest.mark.slow
def test_all_that_the_shipped_corpus_claims_is_what_the_w3c_demands(shipped):
    assert {offence for document in shipped for offence in offences("annotation", document)} == set()
    assert all(expand(document) for document in shipped)


def test_all_that_the_shipped_corpus_claims_points_at_the_words_of_the_text_that_is_served(client, shipped):
    texts = {}
    for target in (target for document in shipped for target in document["target"]):
        path = target["source"]["id"].removeprefix("http://127.0.0.1:8000")
        if path not in texts:
            texts[path] = client.get(path).text
            slug = path.removeprefix("/sources/").removesuffix(".txt")
            served = client.get(f"/api/v1/sources/{slug}/").json()
            assert (served["text"], served["sha256"]) == (texts[path], target["state"]["sha256"])
        quote, position = target["selector"]
        text, start, end = texts[path], position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote.get("prefix", ""))
        assert text[end:].startswith(quote.get("suffix", ""))
    assert len(texts) == Source.objects.filter(evidence__claim__status=Status.PUBLISHED).distinct().count()


# Argdown


def test_the_debate_is_a_map_of_arguments(client, debate):
    response = client.get("/topics/scaling.argdown")

    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    text = response.text
    assert r"# Is \*scale\* \[enough\]?" in text
    assert "[stance of ada in talk-of-ada]: Says so in as many words. #ada" in text
    assert "  >< [stance of bob in talk-of-bob]" in text
    bob = text.partition("<bob-says>:")[2].partition("\n\n")[0]
    assert "  +> [stance of bob in talk-of-bob]\n  -> <ada-says>" in bob
    # What others say that somebody holds is part of nobody's position.
    absent = text.partition("<absent-is-said-to-say>:")[2]
    assert '"reported": true' in absent
    assert "+>" not in absent


def test_a_claim_that_is_context_is_part_of_no_position(client, debate):
    make.change_links(Claim.objects.get(slug="bob-says"), bearing=Bearing.CONTEXT)

    bob = client.get("/topics/scaling.argdown").text.partition("<bob-says>:")[2].partition("\n\n")[0]

    assert "+>" not in bob


def test_whoever_speaks_to_the_question_is_heard_guest_or_not(client, debate):
    author = make.SpeakerFactory(slug="author", name="Author")
    make.make_claim(speaker=author, topic=debate, episode=make.make_episode(), slug="author-says")
    drafted = make.SpeakerFactory(slug="drafted", name="Drafted")
    make.make_claim(speaker=drafted, topic=debate, episode=make.make_episode(), status=Status.DRAFT)

    text = client.get("/topics/scaling.argdown").text

    assert "<author-says>:" in text
    assert "Drafted" not in text


# The debate as asked for


@pytest.mark.parametrize("ending", ["argdown", "jsonld"])
def test_the_day_and_the_speakers_of_the_address_are_kept(client, debate, ending):
    early = client.get(f"/topics/scaling.{ending}?as_of=2019-06-01").text
    assert "ada-says" in early
    assert "bob-says" not in early
    bob = client.get(f"/topics/scaling.{ending}?speakers=bob").text
    assert "bob-says" in bob
    assert "ada-says/" not in bob
    assert "absent" not in bob


@pytest.mark.parametrize("ending", ["argdown", "jsonld"])
@pytest.mark.parametrize("query", ["speakers=ada,nobody", "as_of=yesterday"])
def test_what_is_not_known_is_refused_by_name(client, debate, ending, query):
    response = client.get(f"/topics/scaling.{ending}?{query}")

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert query.replace("ada,", "") in response.json()["detail"]


@pytest.mark.parametrize("ending", ["argdown", "jsonld"])
def test_an_unknown_topic_is_a_problem(client, ending):
    response = client.get(f"/topics/no-such-topic.{ending}")

    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(("ending", "queries"), [("jsonld", 10), ("argdown", 10)])
def test_the_queries_are_the_same_however_many_claims(client, debate, ending, queries, django_assert_num_queries):
    with django_assert_num_queries(queries):
        client.get(f"/topics/scaling.{ending}")
    with open_edit():
        for claim in list(Claim.objects.all()):
            make.make_claim(speaker=claim.speaker, topic=debate, episode=claim.episode)
    with django_assert_num_queries(queries):
        client.get(f"/topics/scaling.{ending}?speakers=ada,bob&as_of=2024-01-01")
    with django_assert_num_queries(queries):
        client.get(f"/topics/scaling.{ending}?again")


# Documents


def test_a_document_is_served_in_the_code_points_that_quotations_are_placed_in(client):
    source = timed_source()

    response = client.get("/sources/talk.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text == source.text


def test_speech_with_times_is_captions_and_what_is_written_about_it_is_not(client):
    timed_source()

    response = client.get("/sources/talk.vtt")

    assert (response.status_code, response["Content-Type"]) == (200, "text/vtt; charset=utf-8")
    first, second = reader.from_buffer(io.StringIO(response.text))
    assert (first.identifier, first.start, first.end) == ("talk-1", "00:00:01.500", "00:00:02.000")
    assert first.raw_text == "<v Ada &amp; Co>Is R&amp;D &lt; 3?</v>"
    assert second.raw_text == "No --&gt; never."
    assert "NOTE A third party's text." in response.text
    assert "NOTE The document times its chapters" in response.text
    assert "A summary." not in response.text


def test_parts_with_titles_and_times_are_chapters(client):
    source = timed_source()

    response = client.get("/sources/talk.chapters.json")

    assert (response.status_code, response["Content-Type"]) == (200, "application/json+chapters")
    chapters = response.json()["chapters"]
    assert [(one["startTime"], one["title"]) for one in chapters] == [(1.5, "On scale"), (60, "On summaries")]
    assert chapters[0]["url"].endswith(f"/episodes/{source.episode.slug}/#talk-1")
    assert response.json()["title"] == source.episode.title


@pytest.mark.parametrize("ending", ["txt", "vtt", "chapters.json"])
def test_where_rights_hide_the_text_nothing_of_it_leaves(client, ending):
    timed_source(show_text=False)

    response = client.get(f"/sources/talk.{ending}")

    assert (response.status_code, response["Content-Type"]) == (403, "application/problem+json")
    assert "rights" in response.json()["detail"]


@pytest.mark.parametrize("ending", ["vtt", "chapters.json"])
def test_a_document_without_times_has_neither(client, ending):
    make.PassageFactory(source=make.SourceFactory(slug="plain"))

    response = client.get(f"/sources/plain.{ending}")

    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert "document says of no" in response.json()["detail"]


@pytest.mark.parametrize("ending", ["txt", "vtt", "chapters.json"])
def test_an_unknown_document_is_a_problem(client, ending):
    response = client.get(f"/sources/nothing.{ending}")

    assert json.loads(response.text)["status"] == 404


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("ending", ["vtt", "chapters.json"])
def test_the_queries_are_the_same_however_long_a_document_is(client, ending, django_assert_num_queries):
    source = timed_source()
    with django_assert_num_queries(3):
        client.get(f"/sources/talk.{ending}")
    long = make.SourceFactory(slug="long", episode=source.episode)
    with open_edit():
        for second in range(20):
            make.PassageFactory(
                source=long,
                section=f"Part {second}",
                speaker=make.SpeakerFactory(),
                start_time=second,
                time_basis="own",
            )
    with django_assert_num_queries(3):
        client.get(f"/sources/long.{ending}")


def test_a_browser_of_another_site_may_read_them(client, debate):
    for path in ("/claims/ada-says.jsonld", "/topics/scaling.argdown", "/sources/nothing.vtt", "/topics.json"):
        assert client.get(path, headers={"Origin": "https://reader.example"})["Access-Control-Allow-Origin"] == "*"


# Where readers find them


def test_pages_lead_to_them(client, debate):
    claim = client.get("/claims/ada-says/").text
    assert claim.count('href="/claims/ada-says.jsonld"') == 2
    topic = client.get("/topics/scaling/?as_of=2019-06-01").text
    assert 'href="/topics/scaling.argdown?as_of=2019-06-01"' in topic
    assert 'href="/topics/scaling.jsonld?as_of=2019-06-01"' in topic


def test_a_document_offers_what_can_be_had_of_it(client):
    source = timed_source()
    address = f"/episodes/{source.episode.slug}/"

    html = client.get(address).text
    assert html.count('href="/sources/talk.vtt"') == html.count('href="/sources/talk.chapters.json"') == 2
    assert 'href="/sources/talk.txt"' in html
    source.passages.update(section="", start_time=None, end_time=None, time_basis="")
    html = client.get(address).text
    assert "talk.vtt" not in html
    assert "talk.chapters.json" not in html
    Source.objects.update(show_text=False)
    assert "talk.txt" not in client.get(address).text
