"""Every noun has the fields of the contract, in lists and one by one."""

import datetime

import pytest

from explorer.coding.vocabulary import Basis, Bearing, Grade, Mode
from explorer.models import Passage
from tests import factories as make

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def _outside_address(settings):
    settings.PUBLIC_URL = SITE


def both(get, noun, key):
    """Return a row by its address, after checking that the list says the same of it."""
    detail = get(f"{noun}/{key}/")
    [listed] = [row for row in get(f"{noun}/")["results"] if key in (row.get("slug"), row.get("id"))]
    assert listed == {name: value for name, value in detail.items() if name in listed}
    return detail


def test_a_series(get):
    make.SeriesFactory(slug="lex", title="Lex", url="https://lex.example")
    assert both(get, "series", "lex") == {
        "slug": "lex",
        "title": "Lex",
        "homepage": "https://lex.example",
        "url": f"{SITE}/api/v1/series/lex/",
    }


def test_a_speaker(get):
    make.SpeakerFactory(slug="juergen", name="Jürgen", description="A person.")
    assert both(get, "speakers", "juergen") == {
        "slug": "juergen",
        "name": "Jürgen",
        "description": "A person.",
        "homepage": "",
        "url": f"{SITE}/speakers/juergen/",
    }


def test_a_topic(get):
    make.TopicFactory(slug="scaling", question="Is it?", first_pole="No", second_pole="Yes")
    assert both(get, "topics", "scaling") == {
        "slug": "scaling",
        "question": "Is it?",
        "description": "What the question is about.",
        "poles": ["No", "Yes"],
        "url": f"{SITE}/topics/scaling/",
    }


def test_an_episode(get):
    guest, host = make.SpeakerFactory(slug="guest"), make.SpeakerFactory(slug="host")
    episode = make.make_episode(guest=guest, host=host, slug="lex-4", title="Talk", number=4)
    assert both(get, "episodes", "lex-4") == {
        "slug": "lex-4",
        "title": "Talk",
        "number": 4,
        "date": "2019-08-31",
        "series": episode.series.slug,
        "appearances": [{"speaker": "guest", "role": "guest"}, {"speaker": "host", "role": "host"}],
        "sources": [episode.sources.get().slug],
        "url": f"{SITE}/episodes/lex-4/",
    }


def test_an_undated_episode_of_no_series(get):
    make.EpisodeFactory(slug="alone", series=None, number=None, date=None)
    row = both(get, "episodes", "alone")
    assert (row["series"], row["number"], row["date"]) == (None, None, None)


def test_a_source_and_its_text(get):
    source = make.SourceFactory(slug="talk", text="Ünï 🧠.", url="https://a.example", read_in_full=None)
    row = both(get, "sources", "talk")
    assert row == {
        "slug": "talk",
        "episode": source.episode.slug,
        "title": source.title,
        "kind": "markdown-transcript",
        "writer": "A Transcriber",
        "publisher": "A Publisher",
        "url": "https://a.example",
        "rights": "A third party's text.",
        "sha256": source.sha256,
        "length": 6,
        "read_in_full": None,
        "text": "Ünï 🧠.",
    }


def test_lists_leave_the_text_of_sources_out(get):
    make.SourceFactory()
    assert "text" not in get("sources/")["results"][0]


def test_a_passage(get):
    question = make.PassageFactory(source=make.SourceFactory(slug="talk"))
    speaker = make.SpeakerFactory(slug="ada")
    passage = make.PassageFactory(
        source=question.source, speaker=speaker, answers=question, section="One", start_time=61.5, time_basis="own"
    )
    assert both(get, "passages", "talk-2") == {
        "id": "talk-2",
        "source": "talk",
        "episode": question.source.episode.slug,
        "kind": "turn",
        "grade": "transcript",
        "speaker": "ada",
        "section": "One",
        "start_time": 61.5,
        "end_time": None,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "answers": "talk-1",
        "disposition": None,
    }
    assert get("passages/talk-1/")["speaker"] is None


def test_the_disposition_of_a_passage(get):
    make.PassageFactory(source=make.SourceFactory(slug="talk"), disposition="joke")
    assert both(get, "passages", "talk-1")["disposition"] == "joke"


def test_without_the_right_to_show_the_text_only_quotations_are_left(get):
    claim = make.make_claim(words="Scale is all you need.")
    source = claim.evidence.get().source
    source.show_text = False
    source.save()
    passage = Passage.objects.get(source=source)
    assert get(f"sources/{source.slug}/")["text"] is None
    assert get(f"passages/{passage.slug}/")["text"] is None
    assert get("passages/", source=source.slug)["results"][0]["text"] is None
    assert get(f"claims/{claim.slug}/")["evidence"][0]["exact"] == "Scale is all you need."


def test_a_claim_and_its_evidence(get):
    topic = make.TopicFactory(slug="scaling")
    claim = make.make_claim(slug="scale", topic=topic, words="Scale is it.", mode=Mode.HEDGED)
    make.ClaimTopicFactory(claim=claim, topic=make.TopicFactory(slug="agi"), bearing=Bearing.CONTEXT)
    evidence = claim.evidence.get()
    evidence.passage.start_time, evidence.passage.time_basis = 7, "section"
    evidence.passage.save()
    assert both(get, "claims", "scale") == {
        "slug": "scale",
        "speaker": claim.speaker.slug,
        "episode": claim.episode.slug,
        "statement": claim.statement,
        "mode": "hedged",
        "role": "plain",
        "topics": ["scaling", "agi"],
        "bearings": {"scaling": "position", "agi": "context"},
        "evidence": [
            {
                "source": evidence.source.slug,
                "passage": evidence.passage.slug,
                "exact": "Scale is it.",
                "prefix": "",
                "suffix": "",
                "start": 0,
                "end": 12,
                "grade": "transcript",
                "mode": "hedged",
                "attribution": "direct",
                "asserter": claim.speaker.slug,
                "basis": "labelled",
                "scoring": True,
                "start_time": 7.0,
            }
        ],
        "url": f"{SITE}/claims/scale/",
    }


def test_reported_evidence_scores_nothing(get):
    reporter = make.SpeakerFactory(slug="reporter")
    make.make_claim(slug="reported", asserter=reporter, basis=Basis.NARRATED, grade=Grade.SUMMARY)
    [evidence] = get("claims/reported/")["evidence"]
    assert (evidence["attribution"], evidence["asserter"], evidence["scoring"]) == ("reported", "reporter", False)


def test_a_stance_and_what_follows_from_its_claims(get):
    topic = make.TopicFactory(slug="scaling", second_pole="It is")
    stance = make.make_stance(2, topic=topic, claims=2)
    claims = [link.claim.slug for link in topic.claim_links.all()]
    assert both(get, "stances", stance.pk) == {
        "id": stance.pk,
        "speaker": stance.speaker.slug,
        "topic": "scaling",
        "episode": stance.episode.slug,
        "code": "position",
        "position": 2,
        "label": "Firmly: It is",
        "rationale": stance.rationale,
        "confidence": "high",
        "as_of": "2019-08-31",
        "claims": claims,
    }


def test_a_stance_without_number_evidence_or_date(get):
    episode = make.EpisodeFactory(date=None)
    stance = make.StanceFactory(code="no-clear-answer", episode=episode)
    row = both(get, "stances", stance.pk)
    assert (row["position"], row["confidence"], row["as_of"], row["claims"]) == (None, None, None, [])
    assert row["label"] == "Asked, no clear answer"


def test_a_relation(get):
    relation = make.RelationFactory()
    assert both(get, "relations", relation.pk) == {
        "id": relation.pk,
        "from": relation.from_claim.slug,
        "to": relation.to_claim.slug,
        "kind": "disputes",
        "reason": "Says the opposite.",
    }


def test_a_contrast(get):
    pair = {"first": make.SpeakerFactory(slug="zoe"), "second": make.SpeakerFactory(slug="abe")}
    contrast = make.ContrastFactory(topic=make.TopicFactory(slug="scaling"), **pair)
    assert both(get, "contrasts", contrast.pk) == {
        "id": contrast.pk,
        "topic": "scaling",
        "speakers": ["abe", "zoe"],
        "kind": "contradict",
        "reason": "One says yes, the other no.",
    }


def test_letters_beyond_ascii_are_written_as_they_are(client):
    make.SpeakerFactory(name="Jürgen Schmidhuber")
    assert "Jürgen" in client.get("/api/v1/speakers/").content.decode()


def test_the_root_lists_every_address(get):
    assert set(get("")) == {
        *("series", "episodes", "speakers", "topics", "claims", "stances", "sources", "passages"),
        *("relations", "contrasts", "compare", "matrix", "compass", "search"),
    }


def test_every_address_of_the_root_answers(client, get):
    for slug in ("scaling", "agi"):
        make.TopicFactory(slug=slug)
    for address in get("").values():
        assert client.get(address, {"topic": "scaling", "x": "scaling", "y": "agi"}).status_code == 200


def test_the_newest_episode_comes_first(get):
    for slug, date in (("old", datetime.date(2018, 1, 1)), ("none", None), ("new", datetime.date(2020, 1, 1))):
        make.EpisodeFactory(slug=slug, date=date)
    assert [row["slug"] for row in get("episodes/")["results"]] == ["new", "old", "none"]
