from pathlib import Path

import pytest

from explorer.coding.vocabulary import Format, Grade, TimeBasis
from explorer.errors import SourceError
from explorer.parsers import ParsedSource, parse_bytes
from explorer.parsers.shapes.html_transcript import parse

DATA = Path(__file__).resolve().parents[2] / "data/html-transcript"


@pytest.fixture(scope="module")
def page() -> ParsedSource:
    return parse_bytes((DATA / "page.html").read_bytes())


def turns(source: ParsedSource) -> list[tuple[str | None, str]]:
    return [(p.speaker, p.text) for p in source.passages]


def test_cite_time_and_paragraphs_are_turns():
    source = parse_bytes((DATA / "cite.html").read_bytes())
    assert source.format is Format.HTML_TRANSCRIPT
    assert [(p.speaker, p.text, p.start_time) for p in source.passages] == [
        ("Sam Reed", "What is a weed & who says so?", 0),
        ("Ada O’Hara", "A plant that my robot\n\nhas not met.", 9),
        ("Kim", "I doubt it: they meet daily.", None),
    ]
    assert source.warnings == ("line 11: “99:99:99” is no time; the turn has its section's",)


def test_labels_are_bold_or_of_a_class_or_plain_where_the_name_is_marked_elsewhere(page):
    assert turns(page) == [
        (None, "An introduction by the editor, on two lines."),
        ("Sam", "What is a weed?"),
        ("Ada", "A plant <of sorts> that my robot\n\nhas not met."),
        (None, "It is a long story."),
        ("Kim", "Light drifts."),
        ("Ada", "It drifts every hour.\n\nBut it comes back."),
        ("Sam", "Are they cold?"),
    ]
    assert page.passages[0].grade is Grade.SUMMARY


def test_headings_of_any_level_are_sections_with_the_times_of_the_contents(page):
    assert [(p.section, p.start_time, p.time_basis) for p in page.passages[1:]] == [
        *[("Opening", 0, TimeBasis.SECTION)] * 3,
        ("Sensors", 390, TimeBasis.OWN),
        ("Sensors", 300, TimeBasis.SECTION),
        ("Weeds", 600, TimeBasis.OWN),
    ]


def test_the_title_is_the_first_heading_else_the_pages(page):
    assert page.title == "Robots That Garden"
    assert page.metadata == {"page_title": "Robots That Garden | The Greenhouse"}
    assert parse("<title>A page</title><p>Ada: one</p>").title == "A page"


def test_what_is_on_the_page_and_no_speech_is_ignored_with_its_reason(page):
    assert [(part.reason, page.text[part.start : part.end]) for part in page.ignored] == [
        ("navigation", "Home Talks"),
        ("sound cue", "(laughter)"),
        ("page footer", "All rights invented."),
    ]


def test_what_the_page_does_not_show_is_no_text(page):
    assert "script" not in page.text
    assert "color" not in page.text
    assert "Nobody sees this" not in page.text


def test_the_text_of_a_page_has_a_line_for_each_break_and_a_paragraph_for_each_block():
    source = parse("<div>Ada: one<br>two</div><ul><li>three<li>four</ul><pre>five\n six</pre>")
    assert source.text == "Ada: one\ntwo\n\nthree\n\nfour\n\nfive\nsix"


def test_a_list_of_terms_names_speakers():
    assert turns(parse("<dl><dt>Ada<dd>One.<dt>Sam<dd>Two.</dl>")) == [("Ada", "One."), ("Sam", "Two.")]


def test_stress_at_the_beginning_of_a_sentence_is_no_label():
    assert turns(parse("<p><b>Ada:</b> One.</p><p><b>Never</b> say two.</p>")) == [("Ada", "One.\n\nNever say two.")]


@pytest.mark.parametrize(
    "head", ['<?xml version="1.0" encoding="latin1"?>', '<meta charset="latin1">', "<!doctype html>"]
)
def test_what_a_page_says_of_its_encoding_changes_nothing(head):
    assert turns(parse(f"{head}<p>Zoë: ça va?</p>")) == [(None, "Zoë: ça va?")]


def test_entities_of_a_document_type_are_not_resolved():
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    source = parse(f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "ha">{bomb}]><p>Ada: &l9; &amp; on</p>')
    assert len(source.text) < 2000
    assert "&l9; & on" in source.text


def test_a_file_that_a_page_names_is_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    entity = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><p>Ada: &x;</p>'
    assert "a secret" not in parse(f'{entity}<iframe src="{secret.as_uri()}"></iframe>').text


@pytest.mark.parametrize("character", ["&#0;", "&#xD800;", "&#1114112;"])
def test_entities_for_what_cannot_be_stored_are_replaced(character):
    assert "\x00" not in parse(f"<p>Ada: one {character}</p>").text


def test_a_page_nested_a_hundred_thousand_deep_is_read():
    assert turns(parse("<div>" * 100_000 + "Ada: one")) == [(None, "Ada: one")]


@pytest.mark.parametrize("markup", ["<p></p>", "<script>alert(1)</script>", "<!-- only a note -->", "<nav>Home</nav>"])
def test_a_page_without_words_is_refused(markup):
    with pytest.raises(SourceError, match="no passage"):
        parse_bytes(markup.encode(), Format.HTML_TRANSCRIPT)
