"""One document into one episode: parsed, its labels matched, nobody guessed, nothing overwritten."""

import hashlib

import pytest

from explorer.anchoring import TextQuote
from explorer.checks.database import check_corpus
from explorer.corpus.dump import dump_corpus
from explorer.corpus.load import load_corpus
from explorer.documents.source_import import SourceDescription, import_source
from explorer.errors import ExplorerError, SourceError
from explorer.models import Passage, Source
from tests.snapshots import snapshot

pytestmark = pytest.mark.django_db

TRANSCRIPT = """\
# A talk

**Ada:** Scale is a dead end. 🧠

**bob two:** I suspect that scale is all you need.

**Carol:** Who am I?

**Carol:** Nobody knows.
"""


def import_text(text: str = TRANSCRIPT, **description: str):
    return import_source(text.encode(), episode_slug="talk-1", description=SourceDescription(**description))


def test_a_document_is_stored_with_its_passages(episode):
    report = import_text()
    source = Source.objects.get(slug="talk-1-markdown-transcript")
    assert report.is_new
    assert report.kinds == {"turn": 4}
    assert bytes(source.raw) == TRANSCRIPT.encode()
    assert source.text == TRANSCRIPT
    assert source.sha256 == hashlib.sha256(TRANSCRIPT.encode()).hexdigest()
    assert (source.title, source.writer, source.read_in_full) == ("A talk", "unknown", None)
    assert source.rights == "Rights not stated; a third party's text."
    passages = list(source.passages.all())
    assert [passage.slug for passage in passages] == [f"talk-1-markdown-transcript-{n}" for n in range(1, 5)]
    assert all(source.text[one.start : one.end] == one.text for one in passages)
    assert check_corpus() == []


def test_labels_are_matched_by_alias_and_name_whatever_their_case_and_nobody_is_guessed(episode):
    report = import_text()
    speakers = [passage.speaker and passage.speaker.slug for passage in Passage.objects.all()]
    assert speakers == ["ada-one", "bob-two", None, None]
    [warning] = report.warnings
    assert warning.startswith("no speaker is known as “Carol” (2 passages); add the label to the episode")


def test_the_same_bytes_again_change_nothing(episode):
    import_text()
    before = snapshot()
    report = import_text(slug="another")
    assert not report.is_new
    assert report.source.slug == "talk-1-markdown-transcript"
    assert snapshot() == before


def test_what_the_curator_says_is_kept(episode):
    given = {"slug": "words", "title": "Words", "writer": "W", "publisher": "P", "rights": "Free.", "extension": "md"}
    import_text(url="https://example.org/", **given)
    source = Source.objects.get(slug="words")
    assert {name: getattr(source, name) for name in given} == given
    import_text(TRANSCRIPT + "\n**Ada:** More.\n", slug="more", publisher="P")
    assert Source.objects.get(slug="more").writer == "P"


@pytest.mark.parametrize(
    ("description", "message"),
    [
        ({"slug": "A b"}, "'A b' is no slug; write small letters"),
        ({"url": "example"}, "'example' is no web address; write all of it"),
        ({"title": "x" * 201}, "title has 201 characters, at most 200 are allowed; shorten it"),
        ({"extension": "yaml"}, "a document cannot end in .yaml"),
    ],
)
def test_a_description_that_is_not_in_order_is_refused(episode, description, message):
    with pytest.raises(ExplorerError, match=message):
        import_text(**description)


def test_a_slug_that_is_taken_is_refused_with_the_cure(episode):
    import_text()
    before = snapshot()
    with pytest.raises(ExplorerError, match=r"of the episode 'talk-1'; choose another slug"):
        import_text(TRANSCRIPT + "\n**Ada:** More.\n")
    assert snapshot() == before


def test_a_slug_of_another_kind_of_record_is_refused(episode):
    with pytest.raises(ExplorerError, match=r"'bob-two' is that of another record; choose another slug"):
        import_text(slug="bob-two")


def test_an_unknown_episode_is_refused_with_the_nearest(episode):
    with pytest.raises(ExplorerError, match=r"no episode 'talk1' \(did you mean 'talk-1'\?\); add the episode first"):
        import_source(TRANSCRIPT.encode(), episode_slug="talk1")


def test_a_document_that_cannot_be_read_is_refused(episode):
    with pytest.raises(SourceError, match="save the file as UTF-8"):
        import_source("é".encode("latin-1"), episode_slug="talk-1")
    with pytest.raises(SourceError, match="empty"):
        import_text(" \n")


CAPTIONS = """\
WEBVTT

00:00:01.000 --> 00:00:03.000
<v Ada>Scale is a

00:00:03.000 --> 00:00:05.500
<v Ada>dead end.

00:00:05.500 --> 00:00:08.000
<v Bob Two>Is it?
"""


def test_captions_are_stored_as_words_in_which_a_quotation_of_two_cues_is_found(episode):
    import_text(CAPTIONS, extension="vtt")
    source = Source.objects.get(slug="talk-1-webvtt")
    assert bytes(source.raw) == CAPTIONS.encode()
    assert source.text == "Scale is a dead end.\n\nIs it?"
    passage, found = source.anchor(TextQuote("is a dead end"))
    assert (passage.speaker.slug, passage.start_time, passage.end_time) == ("ada-one", 1, 5.5)
    assert source.text[found.start : found.end] == "is a dead end"
    assert check_corpus() == []


def test_captions_go_out_to_a_folder_and_come_back(episode, tmp_path):
    import_text(CAPTIONS, extension="vtt")
    dump_corpus(tmp_path / "one")
    before = snapshot()
    load_corpus(tmp_path / "one", replace=True)
    assert snapshot() == before
    assert (tmp_path / "one/episodes/talk-1/talk-1-webvtt.vtt").read_bytes() == CAPTIONS.encode()


def test_a_text_that_the_parser_would_not_give_is_reported(episode):
    import_text(CAPTIONS)
    Source.objects.update(text="Scale is a dead end.\n\nIs it.")
    assert any("its text is not what its bytes say" in str(problem) for problem in check_corpus())


def test_the_ending_of_a_files_name_decides_between_two_shapes_that_fit(episode):
    both = "<p>Key</p>\n\n**Ada**: one\n\n**Sam**: two\n\n**Ada**: three"
    assert import_text(both, extension="md").source.format == "markdown-transcript"
