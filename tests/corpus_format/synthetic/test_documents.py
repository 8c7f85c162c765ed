"""Synthetic documents: every offset is that of the words, and a parser reads them as they are written."""

import hashlib

from explorer.coding.vocabulary import Disposition, Format, Grade, PassageKind
from explorer.corpus_format.reader import read_corpus
from explorer.corpus_format.synthetic import CorpusSize, corpus_files
from explorer.corpus_format.synthetic.documents import SyntheticDocument
from explorer.corpus_format.writer import write_corpus
from explorer.parsers import decode, parse

SMALL = CorpusSize(8, speakers=5, topics=12)


def test_transcripts_are_read_by_their_parser_as_they_are_written(tmp_path):
    write_corpus(tmp_path / "corpus", corpus_files(SMALL, 1))
    corpus = read_corpus(tmp_path / "corpus")
    sources = [held for held in corpus.sources if held.record.format is Format.MARKDOWN_TRANSCRIPT]
    labels = {episode.slug: episode.record.labels for episode in corpus.episodes}

    for held in sources:
        names = labels[held.slug.removesuffix("-transcript")]
        parsed = parse(decode(held.raw))
        assert parsed.format is Format.MARKDOWN_TRANSCRIPT
        found = [
            (one.start, one.end, names[one.speaker], one.section, one.grade, one.time_basis) for one in parsed.passages
        ]
        written = [passage.record for passage in held.passages]
        assert found == [(one.start, one.end, one.speaker, one.section, one.grade, one.time_basis) for one in written]
    assert len(sources) > 2


def test_every_passage_is_the_words_that_were_written():
    document = SyntheticDocument("talk-1-notes", Format.NOTES, "A writer")
    document.add_heading("A title", level=1)
    document.add_heading("A section")
    words = ["Scale is a dead end. 🧠", "It is so."]
    ids = [document.add_passage(PassageKind.NOTE, Grade.NOTES, one) for one in words]
    assert ids == ["talk-1-notes-1", "talk-1-notes-2"]
    assert [document.text[one.start : one.end] for one in document.passages] == words
    assert {one.section for one in document.passages} == {"A section"}


def test_a_turn_has_its_label_and_time_outside_its_words():
    document = SyntheticDocument("talk-1", Format.MARKDOWN_TRANSCRIPT, "A writer")
    asked = document.add_turn("Bob", "bob", "Is it?", 61.0, Disposition.QUESTION, "")
    document.add_turn("Ada", "ada", "It is.", None, None, asked)
    assert document.text == "**Bob** [1:01]: Is it?\n\n**Ada**: It is.\n\n"
    question, answer = document.passages
    assert (question.start_time, question.time_basis, question.disposition) == (61.0, "own", "question")
    assert (answer.start_time, answer.time_basis, answer.answers) == (None, None, "talk-1-1")


def test_what_the_folder_says_of_a_document_is_true_of_its_bytes():
    document = SyntheticDocument("talk-1", Format.MARKDOWN_TRANSCRIPT, "A writer", text="Schön.\n")
    record = document.describe("A talk", read=False, show_text=False)
    assert record.sha256 == hashlib.sha256("Schön.\n".encode()).hexdigest()
    assert (record.extension, record.read_in_full, record.show_text, record.note != "") == ("md", None, False, True)
