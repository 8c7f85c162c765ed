"""What a curator says of a document: which file, whom its labels mean, how it is described."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from explorer.admin.documents import import_form
from explorer.admin.documents.import_form import DecisionForm, DocumentForm
from explorer.documents.preview import build_preview
from explorer.documents.source_import import parse_source
from explorer.documents.speaker_labels import NEW
from tests import factories as make
from tests.people import person

TALK = "# On scale\n\n**Ada:** Yes.\n\n**Bob:** No.\n\n**Ada:** Yes!\n\n**Eve:** Well.\n"


def given(name, content=TALK, **fields):
    return DocumentForm(fields, {"file": SimpleUploadedFile(name, content.encode())})


@pytest.mark.parametrize(
    ("name", "extension"),
    [("talk.MD", "md"), ("a.b.vtt", "vtt"), ("talk", ""), ("talk.notatall1", ""), ("talk.m d", "")],
)
def test_a_file_is_kept_with_its_extension_where_that_is_one(name, extension):
    form = given(name)
    assert form.is_valid()
    assert form.cleaned_data["extension"] == extension
    assert form.cleaned_data["raw"] == TALK.encode()


def test_half_a_surrogate_pair_is_refused_in_words():
    form = DocumentForm({"words": f"{TALK}\ud83e"})
    assert form.non_field_errors() == ["The text holds half of a surrogate pair; paste it again."]


@pytest.fixture
def decided(db):
    """Return a form about a talk of three voices, of whom the first is known."""
    make.SpeakerFactory(name="Ada")
    make.SpeakerFactory(name="Evi")

    def decided(data=None, *, source=None, by=None):
        episode = make.EpisodeFactory()
        seen = build_preview(parse_source(TALK.encode(), None, "md"), episode)
        by = by or person("root", is_superuser=True)
        return DecisionForm(data, seen=seen, episode=episode, source=source, person=by)

    return decided


def test_each_label_is_asked_for_and_the_known_ones_are_proposed(decided):
    form = decided()
    assert [(voice.label, bool(field.initial)) for voice, field in form.voice_rows()] == [
        ("Ada", True),
        ("Bob", False),
        ("Eve", False),
    ]
    assert list(form.proposed()) == ["Ada"]


def test_what_was_chosen_is_somebody_somebody_new_or_nobody(decided):
    known = make.SpeakerFactory()
    form = decided({"voice-0": str(known.pk), "voice-1": NEW, "voice-2": ""})
    assert form.is_valid()
    assert form.chosen() == {"Ada": known.pk, "Bob": NEW, "Eve": None}


def test_somebody_new_is_offered_to_those_alone_who_may_add_people(decided):
    form = decided({"voice-0": "", "voice-1": NEW, "voice-2": ""}, by=person("cora", "Curator"))
    assert not form.may_add
    assert list(form.errors) == ["voice-1"]


def test_more_labels_than_people_ever_have_are_counted_and_not_asked_for(decided, monkeypatch):
    monkeypatch.setattr(import_form, "MOST_VOICES", 2)
    form = decided()
    assert [voice.label for voice, _ in form.voice_rows()] == ["Ada", "Bob"]
    assert form.unlisted_voices == 1


def test_a_new_source_is_described_and_a_newer_document_keeps_what_was_said(decided):
    form = decided({"title": "Words", "writer": "W", "url": "example.org/x"})
    assert form.is_valid()
    said = form.description("md")
    assert (said.title, said.writer, said.url, said.extension) == ("Words", "W", "https://example.org/x", "md")
    assert form.description("").extension == "txt"
    assert decided(source=make.SourceFactory(), by=person("cora", "Curator")).described() == []


@pytest.mark.parametrize(("given", "kept"), [("vtt", "vtt"), ("yaml", ""), ("yml", ""), ("../x", ""), ("", "")])
def test_no_document_takes_an_extension_of_the_corpus_s_own_files(decided, given, kept):
    assert decided().extension(given) == kept


def test_claims_that_may_lose_their_words_are_named_one_by_one(decided):
    assert decided({"accepted": "one two\nthree "}).accepted() == ["one", "two", "three"]
    assert decided({}, by=person("cora", "Curator")).accepted() == []


def test_each_voice_is_asked_for_its_part_and_nothing_said_is_no_part_taken(decided):
    by = person("root", is_superuser=True)
    form = decided(by=by)
    assert {field.label for field in form.part_rows()} == {voice.label for voice, _ in form.voice_rows()}
    assert {field.value() for field in form.part_rows()} <= {"guest", "host"}
    said = decided({"part-0": "host", "part-1": "none"}, by=by)
    assert said.is_valid()
    assert list(said.roles().values()) == ["host", None]
    silent = decided({"part-0": ""}, by=by)
    assert silent.is_valid()
    assert silent.roles() == {}
