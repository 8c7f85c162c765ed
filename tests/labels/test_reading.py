"""Labels, near misses and asides of whole documents."""

import pytest

from explorer.labels.reading import read_labels
from explorer.lines import split_lines


def read(*paragraphs: str, **options):
    return read_labels(split_lines("\n\n".join(paragraphs)), **options)


def named(*paragraphs: str, **options) -> list[str | None]:
    """Return who is labelled at each paragraph, a reason in brackets where it is nobody's for one."""
    labels = read(*paragraphs, **options)
    found = []
    for number in range(1, 2 * len(paragraphs), 2):
        label = labels.by_line.get(number)
        found.append(label.speaker if label else "-" if number in labels.breaks else None)
    return found


FOUR = ("Ada: One.", "Noel Park: Two.", "Ada: Three.", "Noel Park: Four.")
BOLD = ("**Ada:** One.", "**Noel Park:** Two.", "**Ada:** Three.", "**Noel Park:** Four.")


def test_the_form_has_its_evidence():
    labels = read(*BOLD)
    assert (str(labels.form.shape), labels.form.lines, labels.form.names) == ("**Name**: words", 4, 2)
    assert labels.are_a_conversation
    assert labels.near_misses == ()


@pytest.mark.parametrize(
    "line",
    [
        *("Example: three.", "OK Go: words.", "Noel Park It is so.", "Noel Park; It is so.", "noel park, And so."),
        *(
            "*Who said so?*",
            "**And then?**",
            "[A note of some words.]",
            "Ada stopped transcription",
            "Note: it was late.",
        ),
    ],
)
def test_what_may_be_a_label_or_is_set_apart_ends_the_turn(line):
    assert named(*FOUR, line, *FOUR)[4] == "-" or named(*FOUR, line, *FOUR)[4] == "OK Go"


@pytest.mark.parametrize(
    "line",
    [
        *("And so it goes on.", "The question is: who?", "Never say so.", "Noel Park is right.", "It was 10:30 then."),
        *("I asked Ada: who?", "Https://example.org/ says so.", "Noon 12:30 is late."),
    ],
)
def test_a_paragraph_within_a_turn_is_left_in_it(line):
    assert named(*FOUR, line, *FOUR)[4] is None


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("**Ada: Y**es.", "Ada"),
        ("**Noel Park** It is.", "Noel Park"),
        ("**Noel Park::** It is.", "Noel Park"),
        ("Noel Park: It is.", "Noel Park"),
        ("*Noel Park:** It is.", "Noel Park"),
        ("[Noel Park]: It is.", "Noel Park"),
        ("NOEL PARK: It is.", "NOEL PARK"),
        ("Rosa Lund: I disagree.", "Rosa Lund"),
        ("**Rosa:** I disagree.", "Rosa"),
        ("**Noel Park** is right.", "-"),
        ("**Noel Park** Professor of Machines", "-"),
        ("Rosa: I disagree.", "-"),
        ("**Rosa Lund** I disagree.", "-"),
        ("1**Noel Park:** It is.", "-"),
        ("\\*\\*Noel Park\\*\\*: It is.", "-"),
        ("**Noel ParkI**t is.", "-"),
    ],
)
def test_a_slip_is_read_where_a_known_name_and_a_mark_are_left_and_else_is_nobodys(line, speaker):
    assert named(*BOLD, line, *BOLD)[4] == speaker


def test_interjections_after_times_are_nobodys_labels():
    labels = read("0:00 Welcome.", "0:05 No.", "0:06 So.", "0:08 No.", "0:09 So.", is_given=False)
    assert labels.form is None
    assert labels.counts == {}


def test_a_time_without_a_name_is_nobodys_where_times_open_turns_and_goes_on_where_they_stand_behind():
    before = ("[0:01] Ada: A.", "[0:05] Noel: B.", "[0:09] Ada: C.", "[0:12] Noel: D.", "[0:15] and more.")
    assert 9 in read(*before).breaks
    behind = ("Ada (0:01): A.", "Noel (0:05): B.", "Ada (0:09): C.", "Noel (0:12): D.", "(0:15)\nand more.")
    assert 9 not in read(*behind).breaks


@pytest.mark.parametrize(
    "line",
    ["Transcribed by https://example.org", "© 2024 Example", "This transcript was made by a machine.", "- a link"],
)
def test_credits_below_the_last_turn_are_nobodys_and_further_paragraphs_are_not(line):
    assert named(*FOUR, "And a last word.", line)[4:] == [None, "-"]


def test_headings_with_times_are_sections_and_no_speakers():
    labels = read("Opening (0:00)", *FOUR, "Weeds and more (4:10)", *FOUR)
    assert labels.sections == {1: ("Opening", 0), 11: ("Weeds and more", 250)}


def test_a_curator_says_who_speaks_and_what_is_printed_of_a_label_is_no_word():
    labels = read(*FOUR, "Noel Park It is so.", "Example: three.", named={9: "Noel Park", 11: "Rosa"})
    assert (labels.by_line[9].speaker, labels.by_line[9].end) == ("Noel Park", len("Noel Park "))
    assert (labels.by_line[11].speaker, labels.by_line[11].end) == ("Rosa", len("Example: "))
    assert labels.near_misses == ()


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Ada: one", "Sam: two"),
        ("one: a", "two: b", "one: c", "two: d"),
        ("- Insight: a", "- Chance: b", "- Insight: c", "- Chance: d"),
        ("**Ada**: one", "**Sam**: two"),
    ],
)
def test_too_little_is_no_conversation_until_somebody_says_so(paragraphs):
    assert not read(*paragraphs, is_given=False).are_a_conversation


def test_two_names_with_clocks_that_ascend_are_unmistakable():
    assert read("Ada Byrne  0:03\nOne.", "Noel Park  0:09\nTwo.", is_given=False).are_a_conversation
    assert not read("Ada Byrne  0:09\nOne.", "Noel Park  0:03\nTwo.", is_given=False).are_a_conversation


def test_where_no_line_ends_as_a_sentence_a_name_that_stands_once_is_still_a_label():
    lines = ["Ada: it is so", "Noel: it is not", "Ada: why", "Rosa: may I ask", "Noel: of course", "Ada: do"]
    labels = read_labels(split_lines("\n".join(lines)))
    assert [labels.by_line[number].speaker for number in range(1, 7)] == ["Ada", "Noel", "Ada", "Rosa", "Noel", "Ada"]


def test_lines_with_times_open_wherever_they_stand():
    text = "0:01 Ada: it is\n0:05 Noel: it is not\n0:07 Ada: why\n0:08 so\n0:09 Rosa: may I\n0:12 Noel: do"
    labels = read_labels(split_lines(text))
    assert labels.by_line[5].speaker == "Rosa"
    assert 4 in labels.breaks


@pytest.mark.parametrize("label", ["Ada[1]", "Ada¹", "Ada [12]"])
def test_the_mark_of_a_footnote_is_no_part_of_a_name(label):
    assert named(*FOUR, f"{label}: So.", *FOUR)[4] == "Ada"


@pytest.mark.parametrize("line", ["Ada then said: so.", "Noel Park 2 or so of them: yes.", "“Noel Park: you must go.”"])
def test_a_sentence_with_a_colon_that_opens_with_a_known_name_is_nobodys(line):
    assert named(*FOUR, line, *FOUR)[4] == "-"


def test_a_known_label_that_lacks_its_blank_line_is_nobodys():
    labels = read_labels(split_lines("\n\n".join([*FOUR, "Ada: I did know\nNoel Park: well.", *FOUR])))
    assert 10 in labels.breaks
    assert 10 not in labels.by_line


def test_signs_that_people_display_around_their_names_are_part_of_them():
    assert named("🎸 Rob 🎸: One.", "Ada: Two.", "🎸 Rob 🎸: Three.", "Ada: Four.") == ["🎸 Rob 🎸", "Ada"] * 2
