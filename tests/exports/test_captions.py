"""The speech that a document times as captions, its parts as chapters; what is only written about it as neither."""

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Grade, PassageKind, TimeBasis
from explorer.exports.captions import list_chapters, write_captions
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return make.SourceFactory(title="A talk", writer="A. Scribe", text="Is it?\n\nNever.\n\nIn short, no.\n\nBye.")


def passage(source, at=None, basis=TimeBasis.OWN, **fields):
    return make.PassageFactory(source=source, start_time=at, time_basis=basis if at is not None else "", **fields)


def test_speech_with_times_is_captions_with_who_speaks(source):
    spoken = passage(source, 0, speaker=make.SpeakerFactory(name="Ada"), end_time=2)
    passage(source)
    passage(source, 60, kind=PassageKind.SUMMARY, grade=Grade.SUMMARY)
    text = write_captions(source)
    assert f"{spoken.slug}\n00:00:00.000 --> 00:00:02.000\n<v Ada>Is it?</v>" in text
    assert "A talk. Written down by A. Scribe. https://debate.example/episodes/" in text
    assert "Never." not in text
    assert "In short" not in text
    assert "times its chapters" not in text


def test_times_that_are_those_of_chapters_are_said_to_be(source):
    passage(source, 3, TimeBasis.SECTION)
    assert "The document times its chapters" in write_captions(source)


def test_where_no_speech_is_timed_there_are_no_captions(source):
    passage(source, speaker=make.SpeakerFactory())
    passage(source, 60, kind=PassageKind.SUMMARY, grade=Grade.SUMMARY)
    assert write_captions(source) == ""


def test_sections_with_times_are_chapters_and_what_stands_under_no_heading_is_none(source):
    passage(source, 0)
    first = passage(source, 1.5, section="On scale")
    passage(source, 30, section="On scale", end_time=40)
    passage(source, section="Without a time")
    chapters = list_chapters(source)["chapters"]
    assert [(one["startTime"], one["endTime"], one["title"]) for one in chapters] == [(1.5, 40, "On scale")]
    assert chapters[0]["url"] == f"https://debate.example{first.get_absolute_url()}"


def test_where_nothing_is_timed_there_are_no_chapters(source):
    passage(source, section="On scale")
    passage(source, 5)
    assert list_chapters(source) is None


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("export", [write_captions, list_chapters])
def test_it_costs_one_query_however_long_the_document_is(export, django_assert_num_queries):
    source = make.SourceFactory()
    with open_edit():
        for second in range(20):
            passage(source, second, section=f"Part {second}", speaker=make.SpeakerFactory())
    source = type(source).objects.select_related("episode__series").get(pk=source.pk)
    with django_assert_num_queries(1):
        assert export(source)
