"""A document before it is stored: its passages, who speaks, what is left out."""

import pytest

from explorer.coding.vocabulary import Format, Grade, PassageKind
from explorer.documents.preview import LONGEST_SHOWN, MOST_IGNORED, build_preview
from explorer.models import Source
from explorer.parsers import Ignored, ParsedPassage, ParsedSource, parse
from tests import factories as make

pytestmark = pytest.mark.django_db


def document(*texts, **fields):
    passages = tuple(
        ParsedPassage(str(number), PassageKind.TURN, Grade.TRANSCRIPT, None, "", None, None, None, 0, len(text), text)
        for number, text in enumerate(texts, start=1)
    )
    return ParsedSource(Format.MARKDOWN_TRANSCRIPT, "".join(texts), passages=passages, **fields)


def test_a_document_is_shown_by_its_voices_kinds_and_times_and_nothing_is_stored():
    episode = make.make_episode(guest=make.SpeakerFactory(name="Ada"))
    before = Source.objects.count()
    parsed = parse("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Well.\n\n00:02.000 --> 00:03.000\n<v Bob>No.\n")
    seen = build_preview(parsed, episode)
    assert [(voice.label, voice.speaker and voice.speaker.name) for voice in seen.voices] == [
        ("Ada", "Ada"),
        ("Bob", None),
    ]
    assert (seen.kinds, seen.timed) == ([("turn", 2)], 2)
    assert Source.objects.count() == before


def test_a_long_passage_is_cut_and_a_carried_speaker_marked():
    parsed = document("x" * (LONGEST_SHOWN + 1), "y" * LONGEST_SHOWN, metadata={"speaker_carried_to": ["2"]})
    seen = build_preview(parsed, make.EpisodeFactory())
    long, whole = seen.shown(parsed.passages)
    assert (len(long.words), long.is_cut, long.is_carried) == (LONGEST_SHOWN, True, False)
    assert (whole.words, whole.is_cut, whole.is_carried) == ("y" * LONGEST_SHOWN, False, True)


def test_of_what_is_left_out_so_much_is_listed_with_its_reason_and_the_rest_counted():
    ignored = tuple(Ignored(place, place + 1, "furniture") for place in range(MOST_IGNORED + 3))
    seen = build_preview(document("z" * 500, ignored=ignored), make.EpisodeFactory())
    assert (len(seen.ignored), seen.unlisted) == (MOST_IGNORED, 3)
    assert seen.ignored[0] == ("furniture", "z")


def test_what_is_nobodys_is_listed_with_its_reason_and_who_may_speak_it():
    parsed = parse("Ada: One.\n\nBob: Two.\n\nExample: three.\n\nBob: Four.\n\nAnd more.\n\nAda: Five.\n")
    seen = build_preview(parsed, make.EpisodeFactory())
    assert [(block.line, block.begins, block.name) for block in seen.nobodys] == [(5, "Example: three.", "Example")]
    assert seen.likely_labels == ["Ada", "Bob"]
    assert (seen.may_be_said, seen.nearly, seen.unlisted_nobodys) == (True, 1, 0)
    assert seen.shares == [("under a label", 50), ("carried from one", 25), ("nobody’s", 25)]
    assert [passage.is_carried for passage in seen.shown(parsed.passages)] == [False, False, False, True, False]


def test_captions_are_left_as_their_bytes_give_them():
    parsed = parse("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Well.\n\n00:02.000 --> 00:03.000\nNo.\n")
    assert not build_preview(parsed, make.EpisodeFactory()).may_be_said
