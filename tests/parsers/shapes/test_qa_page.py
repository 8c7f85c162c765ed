from collections import Counter
from pathlib import Path

import pytest

from explorer.coding.vocabulary import Format, Grade, PassageKind
from explorer.parsers import ParsedSource, parse_bytes
from explorer.parsers.shapes.qa_page import parse

ROOT = Path(__file__).resolve().parents[3]
REAL = ROOT / "fixtures/episodes/lex-fridman-11/lex-fridman-11-glasp.txt"
SMALL = ROOT / "tests/data/qa-page/labelled-answers.txt"


@pytest.fixture(scope="module")
def page() -> ParsedSource:
    return parse_bytes(REAL.read_bytes())


@pytest.fixture(scope="module")
def small() -> ParsedSource:
    return parse_bytes(SMALL.read_bytes())


def test_the_real_page_has_its_passages_by_kind_and_section(page):
    assert page.format is Format.QA_PAGE
    assert Counter((p.kind.value, p.section) for p in page.passages) == {
        ("summary", ""): 2,
        ("insight", "Key Insights"): 10,
        ("question", "Questions & Answers"): 13,
        ("answer", "Questions & Answers"): 13,
        ("takeaway", "Summary & Key Takeaways"): 3,
    }
    assert {(p.grade, p.speaker, p.start_time) for p in page.passages} == {(Grade.SUMMARY, None, None)}
    assert page.warnings == ()


def test_title_date_and_show_are_metadata(page):
    assert page.title == (
        "Juergen Schmidhuber: Godel Machines, Meta-Learning, and LSTMs | Lex Fridman Podcast #11 | Summary and Q&A"
    )
    assert page.metadata == {"date": "2018-12-23", "show": "Lex Fridman Podcast"}


def test_every_answer_names_the_question_above_it(page):
    answers = [p for p in page.passages if p.kind is PassageKind.ANSWER]
    by_id = {p.id: p for p in page.passages}
    assert [a.answers for a in answers] == [str(int(a.id) - 1) for a in answers]
    assert {by_id[a.answers].kind for a in answers} == {PassageKind.QUESTION}
    assert {p.answers for p in page.passages if p.kind is not PassageKind.ANSWER} == {None}


def test_the_lead_of_the_second_part_is_no_answer(page):
    lead = page.passages[17]
    assert lead.text.startswith("This conversation is with Jürgen Schmidhuber, co-director of the CSA lab")
    assert lead.kind is PassageKind.SUMMARY
    assert page.passages[16].text.endswith("leading to better problem-solving.")
    assert page.passages[18].text == "When did you first dream of AI systems that self-improve recursively?"


def test_an_insight_begins_after_its_bullet_and_picture(page):
    insights = [p.text for p in page.passages if p.kind is PassageKind.INSIGHT]
    assert insights[0].startswith("The co-creator of long short term memory")
    assert insights[8].startswith("However, he emphasizes")
    assert insights[2].startswith("In the 80s, Schmidhuber pioneered")


def test_what_is_no_passage_is_ignored_with_its_reason(page):
    assert [part.reason for part in page.ignored] == [
        "player caption",
        "repeated title",
        "advert",
        "cut-off caption",
        "button",
        *["advert"] * 5,
    ]
    caption = page.ignored[3]
    assert page.text[caption.start : caption.end].startswith("the following is a conversation with jurgen")


def test_answers_run_over_paragraphs_and_lose_their_label(small):
    questions = [p for p in small.passages if p.kind is PassageKind.QUESTION]
    answers = [(p.text, p.answers) for p in small.passages if p.kind is PassageKind.ANSWER]
    assert [q.text for q in questions] == ["What is a weed?", "Does it water at night?"]
    assert answers == [
        ("A plant that the robot has not met.\n\nIt is a matter of acquaintance.", questions[0].id),
        ("It does, when the pump is cold.", questions[1].id),
        ("And by day it sleeps.", questions[1].id),
    ]


def test_a_paragraph_set_apart_by_two_blank_lines_ends_the_answer(small):
    (apart,) = (p for p in small.passages if p.text == "A paragraph that stands apart.")
    assert (apart.kind, apart.section, apart.answers) == (PassageKind.SUMMARY, "", None)


def test_two_blank_lines_between_question_and_answer_do_not_part_them():
    source = parse("T\n\nQuestions & Answers\n\nQ: Why?\n\n\nBecause.")
    assert [(p.kind, p.answers) for p in source.passages] == [(PassageKind.QUESTION, None), (PassageKind.ANSWER, "1")]


def test_a_date_that_does_not_exist_is_no_metadata(small):
    assert "date" not in small.metadata
    assert small.passages[0].text == "February 30, 2021"


def test_bulleted_takeaways_keep_their_wrapped_lines(small):
    takeaways = [p.text for p in small.passages if p.kind is PassageKind.TAKEAWAY]
    assert takeaways == ["Patience is a sensor,\n  as the guest says.", "Weeds are unknown plants."]


def test_a_first_word_that_is_no_picture_stays_in_the_item():
    source = parse("T\n\nKey Insights\n\n• I think so\n• a1🌱 mixed\n• – dash first\n• ^ caret first")
    assert [p.text for p in source.passages] == ["I think so", "a1🌱 mixed", "– dash first", "^ caret first"]


def test_a_bullet_in_an_answer_is_part_of_the_answer():
    source = parse("T\n\nQuestions & Answers\n\nQ: Why?\n\nFor two reasons:\n\n• one\n\n• two")
    assert source.passages[-1].text == "For two reasons:\n\n• one\n\n• two"


def test_two_blank_lines_part_no_later_question_from_its_answer():
    source = parse("T\n\nQuestions & Answers\n\nQ: Why?\n\nBecause.\n\nQ: How?\n\n\nLike this.")
    assert [p.answers for p in source.passages] == [None, "1", None, "3"]


def test_a_heading_ends_the_question_above_it():
    source = parse("T\n\nQuestions & Answers\n\nQ: Why?\n\nSummary & Key Takeaways\n\nNo bullet here.")
    assert (source.passages[1].kind, source.passages[1].answers) == (PassageKind.SUMMARY, None)


def test_a_sentence_below_the_date_is_no_show():
    source = parse("T\n\nMarch 1, 2020\nThis is a sentence.\n\nQuestions & Answers\n\nQ: Why?")
    assert source.metadata == {"date": "2020-03-01"}
    assert source.passages[0].text == "This is a sentence."


def test_a_player_caption_above_the_title_is_no_title():
    source = parse("YouTube video player\n\nQuestions & Answers\n\nQ: Why?")
    assert source.title == ""
    assert [part.reason for part in source.ignored] == ["player caption"]


def test_an_answer_that_says_the_title_again_is_kept_whole():
    source = parse("A title\nQ: A question?\nOne\nA title\nTwo")
    assert [passage.text for passage in source.passages] == ["A question?", "One\nA title\nTwo"]
    assert source.ignored == ()
