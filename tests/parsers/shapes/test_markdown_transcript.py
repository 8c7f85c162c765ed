from collections import Counter
from pathlib import Path

import pytest

from explorer.coding.vocabulary import Format, Grade, PassageKind, TimeBasis
from explorer.parsers import ParsedSource, parse_bytes
from explorer.parsers.shapes.markdown_transcript import parse

ROOT = Path(__file__).resolve().parents[3]
REAL = ROOT / "fixtures/episodes/inside-view-blake-richards/blake-richards-transcript.md"
SMALL = ROOT / "tests/data/markdown-transcript/colon-inside-bold.md"


@pytest.fixture(scope="module")
def transcript() -> ParsedSource:
    return parse_bytes(REAL.read_bytes())


@pytest.fixture(scope="module")
def small() -> ParsedSource:
    return parse_bytes(SMALL.read_bytes())


def turns(source: ParsedSource) -> list[tuple[str | None, str]]:
    return [(p.speaker, p.text) for p in source.passages if p.kind is PassageKind.TURN]


def test_the_real_transcript_is_an_introduction_and_134_turns(transcript):
    assert transcript.format is Format.MARKDOWN_TRANSCRIPT
    assert Counter((p.kind.value, p.grade.value, p.speaker) for p in transcript.passages) == {
        ("summary", "summary", None): 1,
        ("turn", "transcript", "Blake"): 81,
        ("turn", "transcript", "Michaël"): 53,
    }


def test_front_matter_is_metadata(transcript):
    assert transcript.title == "Blake Richards on Why AGI Does Not Exist"
    assert transcript.metadata == {
        "layout": "post",
        "title": "Blake Richards on Why AGI Does Not Exist",
        "category": "podcast",
        "permalink": "blake",
        "youtubeId": "kWsHS7tXjSU",
        "spotifyId": "341MNqw4VWD48eRmiXdBFx",
    }


def test_the_introduction_is_a_summary_outside_all_sections(transcript):
    introduction = transcript.passages[0]
    assert introduction.text.startswith("When people asked on Twitter who was the edgiest people at MiLA")
    assert (introduction.section, introduction.start_time, introduction.time_basis) == ("", None, None)


def test_turns_start_when_their_section_does(transcript):
    starts = {}
    for passage in transcript.passages[1:]:
        assert passage.time_basis is TimeBasis.SECTION
        assert passage.end_time is None
        starts.setdefault(passage.section, passage.start_time)
        assert starts[passage.section] == passage.start_time
    assert starts == {
        "Introduction": 0,
        "AGI Good, AGI not now compass": 63,
        "You Cannot Build Truly General AI": 145,
        "No Intelligence Threshold for AI": 870,
        "Benchmarking Intelligence": 1524,
        "Recursive Self-Improvement": 1714,
        "Scale Is Something You Need": 2087,
        "The Bitter Lesson Is Only Half-True": 2240,
        "Human-Like Sensors For General Agents": 2492,
        "The Credit Assignment Problem": 2646,
        "Testing for Backpropagation in the Brain": 2990,
        "Burstprop, Reward Prediction Errors": 3282,
        "Long-term Credit-assignment in Reinforcement Learning": 3695,
        "What Would Change his Mind on Ccaling and Existential Risk": 4248,
    }


def test_entries_that_do_not_match_their_heading_exactly_are_warned_of(transcript):
    capitals, by_order = transcript.warnings
    assert capitals.startswith("line 21: contents and headings differ in capitals or white space")
    assert capitals.count(" for “") == 12
    assert "“Introduction”" not in capitals
    assert by_order == (
        "line 33: “what would change his mind on scaling and existential risk” is matched by order with the heading "
        "“What Would Change his Mind on Ccaling and Existential Risk”; check that they are one"
    )


def test_consecutive_labelled_paragraphs_of_one_speaker_stay_apart(transcript):
    assert [(p.id, p.speaker, p.text[:15]) for p in transcript.passages[8:11]] == [
        ("9", "Blake", "On most topics,"),
        ("10", "Blake", "I really am a s"),
        ("11", "Blake", "And therefore d"),
    ]


def test_a_turn_is_the_words_after_its_label(transcript):
    turn = transcript.passages[2]
    assert turn.text == "That's correct."
    assert transcript.text[turn.start - len("**Blake**: ") : turn.start] == "**Blake**: "
    assert transcript.passages[39].text == "Yes."


def test_marks_inside_a_turn_stay_in_it(transcript):
    assert sum("[inaudible]" in text for _, text in turns(transcript)) == 2
    assert transcript.text.count("[inaudible]") == 2


def test_tags_links_and_cues_are_ignored_with_their_reason(transcript):
    assert [(part.reason, transcript.text[part.start : part.start + 12]) for part in transcript.ignored] == [
        ("template tag", "{% include y"),
        ("template tag", "{% include s"),
        ("link", "LessWrong (1"),
        ("link", "Effective Al"),
        ("sound cue", "(jingle)\n\n**"),
    ]


def test_a_colon_inside_the_bold_marks_labels_too(small):
    assert turns(small)[0] == ("Sam", "What is a weed?")


def test_unlabelled_paragraphs_continue_the_turn(small):
    assert turns(small)[1] == ("Ada", "A plant that my robot\n\nhas not met. I mean [inaudible] plants.")


def test_nobody_speaks_after_a_cue_until_a_label(small):
    assert turns(small)[2] == (None, "It is a long story.")
    assert "line 25: no label says who speaks here; the turn has no speaker" in small.warnings


def test_a_time_in_the_label_is_the_turns_own(small):
    times = [(p.section, p.start_time, p.time_basis) for p in small.passages if p.kind is PassageKind.TURN]
    assert times[3:5] == [("Sensors", 390, TimeBasis.OWN), ("Sensors", 300, TimeBasis.SECTION)]


def test_a_label_alone_speaks_the_paragraph_below_it(small):
    assert turns(small)[5] == ("Sam", "You waited for this question.")


def test_a_section_whose_time_cannot_be_read_has_none(small):
    times = {p.section: (p.start_time, p.time_basis) for p in small.passages if p.kind is PassageKind.TURN}
    assert times["Weeds"] == (None, None)
    assert times["Pumps"] == (1200, TimeBasis.SECTION)


def test_what_does_not_fit_is_warned_of_with_its_line(small):
    assert [warning for warning in small.warnings if not warning.startswith("line 25")] == [
        "line 13: “9:99” is no time; the section has none",
        "line 14: “Never spoken of” is matched by order with the heading “Pumps”; check that they are one",
        "line 43: nothing follows the label “Ada”",
    ]


def test_the_first_heading_is_the_title_where_no_front_matter_gives_one(small):
    assert small.title == "Robots That Garden"
    assert small.metadata == {}


def test_paragraphs_of_an_introduction_are_passages_of_their_own(small):
    assert [p.text for p in small.passages if p.grade is Grade.SUMMARY] == [
        "An introduction by the editor, written\non two lines.",
        "A second paragraph of it.",
    ]


def test_entries_and_headings_that_are_not_equally_many_are_left_without_times():
    source = parse("## Contents\n- 1:00 One\n- 2:00 Two\n- 3:00 End\n\n## Other\n**A**: a\n## End\n**A**: b")
    assert [(p.section, p.start_time) for p in source.passages] == [("Other", None), ("End", 180)]
    assert source.warnings == (
        "line 2: no heading for “One”; its time is not used",
        "line 3: no heading for “Two”; its time is not used",
        "line 6: “Other” is not in the contents; the section has no time",
    )


def test_headings_that_repeat_take_their_entries_in_order():
    source = parse("## Contents\n- 1:00 Talk\n- 2:00 Talk\n\n## Talk\n**A**: a\n## Talk\n**A**: b")
    assert [p.start_time for p in source.passages] == [60, 120]
    assert source.warnings == ()


def test_without_contents_no_turn_has_a_time_and_nothing_is_warned_of():
    source = parse("## Talk\n\n**A**: one\n\n**B**: two")
    assert [(p.section, p.start_time, p.time_basis) for p in source.passages] == [("Talk", None, None)] * 2
    assert source.warnings == ()


def test_turns_right_below_the_contents_are_in_no_section():
    source = parse("## About\n\n## Contents\n- 1:00 Talk\n\n**A**: one\n- not an entry\n\n## Talk\n**A**: two")
    assert [(p.section, p.text) for p in source.passages] == [("", "one\n- not an entry"), ("Talk", "two")]


def test_front_matter_is_never_run_as_yaml():
    keys = ["title: 'It''s'", "when: !!python/object:os.system", "- a list", "title: again", "# note", "open: \"half'"]
    source = parse("\n".join(["---", *keys, "---", "**A**: a"]))
    assert source.metadata == {"title": "It''s", "when": "!!python/object:os.system", "open": "\"half'"}
    assert [warning.split(":")[0] for warning in source.warnings] == ["line 4", "line 5"]


def test_front_matter_that_is_never_closed_is_text():
    source = parse("---\ntitle: Lost\n\n**A**: one\n\n**A**: two")
    assert source.title == ""
    assert source.passages[0].text == "title: Lost"
    assert source.warnings == ("line 1: the front matter is not closed by a line ---; it is read as text",)


def test_nobody_speaks_below_a_heading_until_a_label():
    source = parse("**A**: one\n\n## Aside\n\nWritten by the editor?\n\n**A**: two")
    assert turns(source) == [("A", "one"), (None, "Written by the editor?"), ("A", "two")]


@pytest.mark.parametrize("line", ["(a) and (b)", "()", "[see](x) below", "(a) *and* so on"])
def test_a_paragraph_that_is_no_cue_or_link_continues_the_turn(line):
    assert turns(parse(f"**A**: one\n\n{line}")) == [("A", f"one\n\n{line}")]


@pytest.mark.parametrize(
    "line",
    ["(I agree with every word of that)", "[Note: it was cut here for a while]", "*What came next?*", "**And then?**"],
)
def test_a_paragraph_that_is_set_apart_as_a_whole_is_nobodys_and_ends_the_turn(line):
    source = parse(f"**A**: one\n\n{line}\n\ntwo\n\n**B**: three")
    assert turns(source) == [("A", "one"), (None, line), (None, "two"), ("B", "three")]
    assert source.passages[1].reason


def test_headings_in_another_order_than_the_contents_keep_their_times():
    source = parse("## Contents\n- 1:00 One\n- 2:00 Two\n\n## Two\n**A**: b\n## One\n**A**: a")
    assert [(p.section, p.start_time) for p in source.passages] == [("Two", 120), ("One", 60)]
    assert source.warnings == ()


def test_a_heading_without_words_is_not_looked_for_in_the_contents():
    source = parse("## Contents\n- 1:00 One\n\n## One\n**A**: a\n##\n**A**: b")
    assert [(p.section, p.start_time) for p in source.passages] == [("One", 60), ("", None)]
    assert source.warnings == ()


def test_a_first_level_heading_is_a_section_where_there_is_a_title_or_a_section():
    with_title = parse("---\ntitle: T\n---\n# Part\n**A**: a")
    assert (with_title.title, with_title.passages[0].section) == ("T", "Part")
    below_a_section = parse("## Part\n\n# Other\n\n**A**: a")
    assert (below_a_section.title, below_a_section.passages[0].section) == ("", "Other")
    after_a_turn = parse("**A**: a\n\n# Other\n\n**A**: b")
    assert (after_a_turn.title, after_a_turn.passages[1].section) == ("", "Other")


def test_white_space_inside_a_label_is_no_part_of_the_name():
    assert turns(parse("**Ada       **: one")) == [("Ada", "one")]


def test_what_an_editor_writes_in_a_timed_section_has_no_time():
    source = parse("## Contents\n- 1:00 One\n\n## One\nBy the editor.\n\n**A**: a")
    assert [(p.kind, p.section, p.start_time) for p in source.passages] == [
        (PassageKind.SUMMARY, "One", None),
        (PassageKind.TURN, "One", 60),
    ]
