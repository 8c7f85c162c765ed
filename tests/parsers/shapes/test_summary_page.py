from collections import Counter
from pathlib import Path

import pytest

from explorer.coding.vocabulary import Format, Grade, PassageKind
from explorer.parsers import ParsedSource, parse, parse_bytes

ROOT = Path(__file__).resolve().parents[3]
REAL = ROOT / "fixtures/episodes/lex-fridman-4/lex-fridman-4-ulisten.txt"
SMALL = ROOT / "tests/data/summary-page/without-adverts.txt"


@pytest.fixture(scope="module")
def page() -> ParsedSource:
    return parse_bytes(REAL.read_bytes())


@pytest.fixture(scope="module")
def small() -> ParsedSource:
    return parse_bytes(SMALL.read_bytes())


def of_kind(source: ParsedSource, kind: PassageKind) -> list[str]:
    return [passage.text for passage in source.passages if passage.kind is kind]


def ignored(source: ParsedSource) -> list[tuple[str, str]]:
    return [(part.reason, source.text[part.start : part.end]) for part in source.ignored]


def test_the_real_page_has_its_passages_by_kind_grade_and_section(page):
    assert page.format is Format.SUMMARY_PAGE
    assert Counter((p.kind.value, p.grade.value, p.section) for p in page.passages) == {
        ("summary", "summary", ""): 1,
        ("takeaway", "summary", "Key Takeaways"): 7,
        ("quotation", "quotation", "Notable Quotes"): 5,
        ("question", "summary", "Questions Answered in This Episode"): 5,
        ("turn", "transcript", "Transcript Preview"): 11,
    }
    assert page.warnings == ()


def test_title_and_people_are_metadata(page):
    assert page.title == "Yoshua Bengio: Deep Learning | Lex Fridman Podcast #4"
    assert page.metadata == {
        "people": [{"name": "Lex Fridman", "role": "host"}, {"name": "Yoshua Bengio", "role": "guest"}]
    }


def test_headline_and_summary_are_one_passage_and_the_lead_that_repeats_them_is_none(page):
    assert page.passages[0].text.startswith(
        "Yoshua Bengio on credit assignment, world models, and AI’s future\nYoshua Bengio discusses the gaps"
    )
    assert page.passages[0].text.endswith("his own motivations and persistence through the AI winter.")
    assert ignored(page)[0][0] == "repeated lead"
    assert ignored(page)[0][1].startswith("In this episode of Lex Fridman Podcast")


def test_a_takeaways_heading_and_body_are_one_passage(page):
    assert of_kind(page, PassageKind.TAKEAWAY)[6] == (
        "Machine teaching and human-in-the-loop learning will be critical for future AI systems.\n"
        "Beyond passive annotation, Bengio envisions teachers (eventually humans) that actively guide agents at the "
        "edge of their competence, and calls for more research on optimal teaching strategies to make human–AI "
        "interaction more efficient and effective."
    )


def test_quotations_leave_their_marks_and_attribution_outside(page):
    quotation = page.passages[12]
    words = "Listen to your inner voice. Don’t be trying to just please the crowds and the fashion."
    assert quotation.text == words
    assert quotation.start == page.text.index(words)
    assert {p.speaker for p in page.passages if p.grade is Grade.QUOTATION} == {"Yoshua Bengio"}


def test_only_quotations_have_a_speaker(page):
    assert {p.speaker for p in page.passages if p.grade is not Grade.QUOTATION} == {None}


def test_the_cut_off_repetition_of_the_summary_is_no_answer(page):
    repeated = [text for reason, text in ignored(page) if reason == "repeated lead"]
    assert len(repeated) == 2
    assert repeated[1].endswith("richer world models. ...")
    assert of_kind(page, PassageKind.ANSWER) == []


def test_adverts_and_buttons_are_ignored_with_their_reason(page):
    assert Counter(reason for reason, _ in ignored(page)) == {"advert": 15, "repeated lead": 2, "button": 1}
    assert ignored(page)[-4:] == [
        ("advert", "Install uListen to search the full transcript and get AI-powered insights"),
        ("advert", "Get Full TranscriptGet more from every podcast"),
        ("advert", "AI summaries, searchable transcripts, and fact-checking. Free forever."),
        ("button", "Add to Chrome"),
    ]


def test_a_bare_right_in_the_preview_is_a_turn_of_its_own(page):
    assert of_kind(page, PassageKind.TURN)[2] == "Right."


def test_without_adverts_takeaways_are_read_two_lines_at_a_time(small):
    assert of_kind(small, PassageKind.TAKEAWAY) == [
        "Outdoor light is harder than any benchmark.\nSensors tuned indoors drift within an hour in the sun.",
        "Gardening rewards slow feedback.\nA pruning decision is judged a year later.",
        "A heading that lost its body",
    ]
    assert any(w.startswith("line 10: a takeaway without a body") for w in small.warnings)


def test_with_adverts_a_takeaway_keeps_all_its_paragraphs():
    text = "T\nKey Takeaways\nHeading\nOne.\nTwo.\nGet the full analysis with X\nNext\nBody.\nTranscript Preview\nHi"
    assert of_kind(parse(text), PassageKind.TAKEAWAY) == ["Heading\nOne.\nTwo.", "Next\nBody."]


def test_quotations_run_over_lines_and_only_outer_marks_are_taken_off(small):
    quotations = [(p.text, p.speaker) for p in small.passages if p.kind is PassageKind.QUOTATION]
    assert quotations == [
        ("A weed is a plant that my robot has not met.", "Ada Example"),
        ("We said ‘wait’,\nand the robot waited.", "Sam Sample"),
        ("“Soil” beats “sand”", None),
        ("Nobody signed this one.", None),
    ]


def test_a_quotation_that_nobody_signed_is_warned_of(small):
    assert [w.split(":")[0] for w in small.warnings if "its speaker stays empty" in w] == ["line 17", "line 18"]


def test_an_attribution_without_a_quotation_is_warned_of_and_spoken_by_nobody():
    source = parse("T\nKey Takeaways\nHeading\nBody\nNotable Quotes\n— Ada Example\nWords that follow")
    assert source.passages[-1].speaker is None
    assert "line 6: Ada Example is named below no quotation; check the lines above" in source.warnings


def test_quotation_marks_that_open_and_close_twice_are_no_outer_pair():
    source = parse("T\nKey Takeaways\nA\nB\nNotable Quotes\n“Soil” beats “sand”\n— Ada\n“He said “no” twice”\n— Sam")
    assert of_kind(source, PassageKind.QUOTATION) == ["“Soil” beats “sand”", "He said “no” twice"]


def test_words_below_a_question_answer_it_unless_they_repeat_the_summary(small):
    question, answer, other = (p for p in small.passages if p.section.startswith("Questions"))
    assert (question.kind, answer.kind, other.kind) == (
        PassageKind.QUESTION,
        PassageKind.ANSWER,
        PassageKind.QUESTION,
    )
    assert answer.answers == question.id
    assert ignored(small) == [("repeated lead", "Ada Example explains why garden robots fail outdoors ...")]


def test_a_co_host_is_among_the_people(small):
    assert small.metadata["people"] == [
        {"name": "Sam Sample", "role": "host"},
        {"name": "Ada Example", "role": "guest"},
        {"name": "Kim Third", "role": "co-host"},
    ]


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("“ Words with space. ”", "Words with space."),
        ("“He “said it”", "“He “said it”"),
        ('"Soil" beats "sand"', '"Soil" beats "sand"'),
        ("“One-sided", "“One-sided"),
        ("“”", "“”"),
    ],
)
def test_only_a_whole_pair_of_outer_marks_is_taken_off(printed, words):
    source = parse(f"T\nKey Takeaways\nA\nB\nNotable Quotes\n{printed}\n— Ada")
    (quotation,) = (p for p in source.passages if p.kind is PassageKind.QUOTATION)
    assert (quotation.text, quotation.speaker) == (words, "Ada")
    assert source.text[quotation.start : quotation.end] == words


def test_a_line_below_a_closed_quotation_is_another_one():
    source = parse("T\nKey Takeaways\nA\nB\nNotable Quotes\n“One.”\nTwo.\n— Ada")
    assert [(p.text, p.speaker) for p in source.passages[1:]] == [("One.", None), ("Two.", "Ada")]


def test_a_line_that_names_more_than_people_is_no_list_of_them():
    source = parse("T\nAda (guest), and others\nKey Takeaways\nA\nB\nTranscript Preview\nHi")
    assert "people" not in source.metadata
    assert source.passages[0].text == "Ada (guest), and others"


def test_people_are_taken_from_one_line_only():
    source = parse("T\nAda (guest)\nSam (host)\nKey Takeaways\nA\nB\nTranscript Preview\nHi")
    assert source.metadata["people"] == [{"name": "Ada", "role": "guest"}]
    assert source.passages[0].text == "Sam (host)"
