"""Documents and passages as programs read them."""

import pytest

from explorer.models import Passage
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_source_and_its_text(both):
    source = make.SourceFactory(slug="talk", text="Ünï 🧠.", url="https://a.example", read_in_full=None)
    row = both("sources", "talk")
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


def test_a_passage(get, both):
    question = make.PassageFactory(source=make.SourceFactory(slug="talk"))
    speaker = make.SpeakerFactory(slug="ada")
    passage = make.PassageFactory(
        source=question.source, speaker=speaker, answers=question, section="One", start_time=61.5, time_basis="own"
    )
    assert both("passages", "talk-2") == {
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


def test_the_disposition_of_a_passage(both):
    make.PassageFactory(source=make.SourceFactory(slug="talk"), disposition="joke")
    assert both("passages", "talk-1")["disposition"] == "joke"


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
