import datetime

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

from explorer.coding.vocabulary import Grade, Silence
from explorer.debate.compare import compare
from explorer.models import Passage
from explorer.templatetags import explorer_tags as tags
from tests import factories as make


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "no timestamp in source"),
        ({"start_time": 145, "time_basis": "section"}, "chapter at 2:25"),
        ({"start_time": 145, "end_time": 300, "time_basis": "section"}, "chapter at 2:25"),
        ({"start_time": 2164, "end_time": 2686, "time_basis": "own"}, "36:04–44:46"),
        ({"start_time": 4248.9, "time_basis": "own"}, "1:10:48"),
        ({"start_time": 60, "end_time": 60.4, "time_basis": "own"}, "1:00"),
        ({"start_time": 0, "time_basis": "own"}, "0:00"),
    ],
)
def test_a_passage_says_where_it_stands_in_the_recording(fields, words):
    assert tags.passage_time(Passage(**fields)) == words


def test_a_time_is_a_clock_and_none_is_nothing():
    assert tags.clock(3725) == "1:02:05"
    assert tags.clock(0) == "0:00"
    assert tags.clock(None) == ""


def test_a_day_is_a_time_in_words_and_none_is_undated():
    assert tags.day(datetime.date(2019, 5, 3)) == '<time datetime="2019-05-03">3 May 2019</time>'
    assert tags.day(None) == "undated"


def test_a_time_is_a_duration_for_programs():
    assert tags.duration(3725) == "PT3725S"
    assert tags.duration(754.5) == "PT754.5S"
    assert tags.duration(0) == "PT0S"


def test_positions_have_sides():
    assert [tags.side(position) for position in (-2, -1, 0, 1, 2, None)] == ["a", "a", "m", "b", "b", "m"]


def test_a_label_is_its_degree_and_its_pole():
    said = tags.parted("Leans: scale is enough: <always>")
    assert said == 'Leans<span class="u-hide">: scale is enough: &lt;always&gt;</span>'
    assert tags.parted("In between") == 'In between<span class="u-hide"></span>'


def test_every_grade_has_a_symbol_of_its_own_and_words():
    assert [tags.grade_symbol(grade.value) for grade in Grade] == ["e-4", "e-3", "e-2", "e-1"]
    assert tags.grade_label("quotation") == "Quotation as printed"


def test_every_silence_is_a_sentence_of_its_own():
    assert len({tags.silence_note(silence.value) for silence in Silence}) == len(Silence)


def test_a_static_file_that_the_manifest_lacks_keeps_its_plain_address(settings, monkeypatch):
    monkeypatch.setattr(
        "django.contrib.staticfiles.storage.staticfiles_storage", ManifestStaticFilesStorage(location="/nowhere")
    )
    assert tags.asset("explorer/no-such.css") == "/static/explorer/no-such.css"


@pytest.mark.parametrize(
    ("contact", "href"),
    [
        ("", ""),
        ("https://example.org/report?x=1", "https://example.org/report?x=1"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("a@example.org", "mailto:a@example.org?subject=Debate%20Explorer%3A%20misattribution"),
    ],
)
def test_the_contact_is_a_link_or_an_address_to_write_to(settings, contact, href):
    settings.CONTACT = contact
    assert tags.contact() == href


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("positions", "words"),
    [
        ((), "no guest placed"),
        ((1,), "1 guest placed"),
        ((1, 1), "all 2 placed on one step"),
        ((1, 2), "1 of 4 steps apart"),
        ((-2, 0, 2), "up to 4 of 4 steps apart"),
    ],
)
def test_how_far_apart_guests_are_is_said_in_words(positions, words):
    topic = make.TopicFactory()
    speakers = [make.make_stance(position, topic=topic).speaker for position in positions]
    assert tags.distance_words(compare(topic, speakers)) == words
