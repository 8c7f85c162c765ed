import datetime
import json
from dataclasses import replace

from explorer.formats import schema_org
from explorer.formats.schema_org import Assertion, Conversation, Person, QuotedWords, Writing

ADA = Person("Ada Guest", "https://debate.example/speakers/ada/", site="https://ada.example/")
BOB = Person("Bob Other", "https://debate.example/speakers/bob/", description="Elsewhere.")
TALK = Conversation(
    title="Ada on scale",
    url="https://debate.example/episodes/one/",
    date=datetime.date(2023, 4, 5),
    number=0,
    series="Talks",
    people=(ADA,),
    elsewhere=("https://www.youtube.com/watch?v=abc",),
)
SPOKEN = QuotedWords(
    "Scale is a dead end", f"{TALK.url}#one-1", is_speech=True, asserter=ADA, writer="A Transcriber", within=TALK.url
)
WRITTEN = replace(SPOKEN, exact="She doubts that scale will do", is_speech=False, writer="A Summariser")
CLAIM = Assertion(
    statement="Scale is a dead end.",
    url="https://debate.example/claims/scale/",
    holder=ADA,
    is_authored=True,
    changed=datetime.date(2026, 11, 2),
    words=(SPOKEN, WRITTEN),
)


def test_speech_is_a_quotation_of_who_said_it():
    quotation = schema_org.build_claim(CLAIM)["appearance"][0]

    assert (quotation["@type"], quotation["text"]) == ("Quotation", "Scale is a dead end")
    assert quotation["author"]["name"] == "Ada Guest"
    assert quotation["isPartOf"] == {"@id": TALK.url}
    assert "spokenByCharacter" not in quotation


def test_a_paraphrase_is_never_a_quotation_but_its_writers_work():
    written = schema_org.build_claim(CLAIM)["appearance"][1]

    assert written["@type"] == "CreativeWork"
    assert written["creditText"] == "A Summariser"
    assert "author" not in written


def test_reported_speech_is_the_asserters_and_attributed_to_the_holder():
    reported = schema_org.build_claim(replace(CLAIM, holder=BOB, is_authored=False))

    quotation = reported["appearance"][0]
    assert quotation["author"]["name"] == "Ada Guest"
    assert quotation["spokenByCharacter"]["name"] == "Bob Other"
    assert "author" not in reported
    assert reported["about"]["name"] == "Bob Other"


def test_a_writing_is_its_writers_work_of_its_own_day_about_the_conversation():
    notes = Writing("Notes on scale", "https://debate.example/episodes/one/#notes", BOB, datetime.date(2025, 1, 2))

    written = schema_org.build_writing(notes, TALK)

    assert (written["@type"], written["name"], written["datePublished"]) == (
        "CreativeWork",
        "Notes on scale",
        "2025-01-02",
    )
    assert written["author"]["name"] == "Bob Other"
    assert written["about"] == {"@id": TALK.url}


def test_the_sentence_of_a_claim_is_this_sites_reading_of_it():
    assert schema_org.build_claim(CLAIM)["claimInterpreter"]["name"] == "Debate Explorer"


def test_an_episode_says_what_is_known_and_nothing_else():
    assert schema_org.build_podcast_episode(TALK) == {
        "@type": "PodcastEpisode",
        "@id": TALK.url,
        "name": "Ada on scale",
        "url": TALK.url,
        "datePublished": "2023-04-05",
        "episodeNumber": 0,
        "partOfSeries": {"@type": "PodcastSeries", "name": "Talks"},
        "contributor": [
            {"@type": "Person", "@id": ADA.url, "name": "Ada Guest", "url": ADA.url, "sameAs": "https://ada.example/"}
        ],
        "sameAs": ["https://www.youtube.com/watch?v=abc"],
    }
    bare = schema_org.build_podcast_episode(Conversation("A talk", "https://debate.example/episodes/two/"))
    assert set(bare) == {"@type", "@id", "name", "url"}


def test_nothing_in_a_document_can_end_its_script_and_all_of_it_comes_back():
    words = "</script><!-- & \u2028\u2029 “ü”"
    document = schema_org.build_graph(schema_org.build_person(replace(ADA, name=words)))

    script = schema_org.to_script(document)

    assert not set("<>&\u2028\u2029") & set(script)
    assert json.loads(script) == document
