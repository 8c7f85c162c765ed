import contextlib
import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.coding.vocabulary import Format, TimeBasis
from explorer.errors import SourceError
from explorer.lines import UNSTORABLE
from explorer.parsers import ParsedSource, decode, parse, parse_bytes, text_of
from explorer.parsers.detection import EXTRACTED
from tests.effort import often

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = {
    "fixtures/episodes/lex-fridman-4/lex-fridman-4-ulisten.txt": Format.SUMMARY_PAGE,
    "fixtures/episodes/lex-fridman-36/lex-fridman-36-chapters.txt": Format.CHAPTERS_PAGE,
    "fixtures/episodes/lex-fridman-36/lex-fridman-36-notes.txt": Format.NOTES,
    "fixtures/episodes/lex-fridman-11/lex-fridman-11-glasp.txt": Format.QA_PAGE,
    "fixtures/episodes/inside-view-blake-richards/blake-richards-transcript.md": Format.MARKDOWN_TRANSCRIPT,
    "tests/data/summary-page/without-adverts.txt": Format.SUMMARY_PAGE,
    "tests/data/chapters-page/broken-times.txt": Format.CHAPTERS_PAGE,
    "tests/data/notes/wrapped-lists.md": Format.NOTES,
    "tests/data/qa-page/labelled-answers.txt": Format.QA_PAGE,
    "tests/data/markdown-transcript/colon-inside-bold.md": Format.MARKDOWN_TRANSCRIPT,
    "tests/data/webvtt/voices.vtt": Format.WEBVTT,
    "tests/data/webvtt/rolling.vtt": Format.WEBVTT,
    "tests/data/subrip/speaker-changes.srt": Format.SUBRIP,
    "tests/data/subrip/no-speakers.srt": Format.SUBRIP,
    "tests/data/podcast-json/words.json": Format.PODCAST_JSON,
    "tests/data/podcast-chapters/garden.json": Format.PODCAST_CHAPTERS,
    "tests/data/html-transcript/cite.html": Format.HTML_TRANSCRIPT,
    "tests/data/html-transcript/page.html": Format.HTML_TRANSCRIPT,
    "tests/data/timestamp-list/description.txt": Format.TIMESTAMP_LIST,
    "tests/data/plain-text/three-speakers.txt": Format.PLAIN_TEXT,
    "tests/data/plain-text/names-alone.txt": Format.PLAIN_TEXT,
    "tests/data/plain-text/times-before.txt": Format.PLAIN_TEXT,
    "tests/data/sbv/panel.sbv": Format.SBV,
}
CHOICES = [None, *Format]
FRAGMENTS = [
    *("\n", "\r\n", "\r", "\n\n", "\n\n\n", " ", "\t", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\ufeff", "\u200b"),
    *("Key Takeaways", "Notable Quotes", "Questions Answered in This Episode", "Transcript Preview", "CHAPTERS"),
    *("Key Insights", "Questions & Answers", "Summary & Key Takeaways", "## Contents", "## ", "# A", "####### B", "##"),
    *(
        "Get the full analysis with X",
        "Add to Chrome",
        "Get the X app",
        "A button that says 'X'",
        "... Read More",
        "...",
    ),
    *(
        "Share This Summary 📚",
        "YouTube video player",
        "December 23, 2018",
        "February 31, 2018",
        "A B (host), C (guest)",
    ),
    *(
        "“",
        "”",
        '"',
        "“”",
        '""',
        "— ",
        "— Ada",
        "- ",
        "-",
        "• ",
        "• 🤔 ",
        "🤔",
        "1. ",
        "1.",
        "* ",
        "***",
        "* * *",
        "---",
    ),
    *("0:00", "9:99", "- 0:00 – 4:45", "- 5:00 – 4:45", "99:99:99", "1:2:3:4", " – ", "٣:٣٠", "- 0:00 [A](#a)", "- x"),
    *("**Ada**: ", "**Ada:** ", "**Ada**:", "**", "**:**", "****:", "** **:", "**Ada** (0:05): ", "**Ada** (9:99): "),
    *("(jingle)", "[inaudible]", "(", "[", "](", ")", "[a](b)", "X: [a](b)", "{% x %}", "{%", "%}", "<p>", "<", "-->"),
    *(
        "Q: ",
        "Q:",
        "A: ",
        "Q1: why?",
        "title: ",
        'title: "',
        ": ",
        "key: value",
        "A plain sentence of some words.",
        "A",
    ),
    *("A plain sentence of some words, long enough ...", "A plain sentence of some words, long enough to repeat."),
    *(
        "WEBVTT",
        "NOTE",
        "STYLE",
        "0:01.000 --> 0:02.000",
        "1 --> 2",
        "-1 --> x",
        "<v Ada>",
        "</v>",
        "<c.x>",
        "&amp;",
        "&#0;",
    ),
    *(
        "ADA",
        "ADA\n",
        "Ada: ",
        "Sam Reed: ",
        "Ada 0:05",
        "[0:05] ",
        "0:05 – Ada: ",
        "0:05 ",
        "(host)",
        ">> ",
        "♪",
        "Sam : ",
        "**Sam** ",
        "**Sam: w**ords",
        "Sam 1:05\n",
        "Sam [(00:00:05)](https://example.org) words",
        "[Sam]: ",
        "[Sam] [0:05] ",
        "<v Sam>",
        "アダ「番組」",
        "*A note.*",
        "[A note of some words]",
        "Transcribed by https://example.org",
        "0:00:01.000,0:00:02.000",
        "+++",
        "title = 'x'",
        "Intro (0:05)",
        "Ada Sam",
    ),
    *(
        "<p>",
        "</p>",
        "<br>",
        "<b>Ada:</b> ",
        "<cite>Sam</cite>",
        "<h2>",
        "<li>",
        "<nav>",
        "</nav>",
        "<script>",
        "<pre>\n",
        "<!--",
    ),
    *(
        '{"segments": [',
        '{"body": "A", "speaker": "Ada"},',
        '{"body": "B"}]}',
        '{"chapters": [{"title": "A"}]}',
        "1 May: ",
    ),
]
assembled = st.lists(st.sampled_from(FRAGMENTS) | st.sampled_from(["\n", "\n\n"]) | st.text(max_size=6), max_size=40)
texts = st.one_of(assembled.map("".join), assembled.map("\n".join), st.text(max_size=200))
allowed_slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def assert_sound(parsed: ParsedSource, document: str) -> None:
    text = parsed.text
    assert text == document or parsed.format in EXTRACTED
    assert not UNSTORABLE.search(json.dumps(parsed.as_json(), ensure_ascii=False))
    assert [p.id for p in parsed.passages] == [str(number) for number in range(1, len(parsed.passages) + 1)]
    for passage in parsed.passages:
        assert passage.text == text[passage.start : passage.end]
        assert passage.text.strip() == passage.text != ""
        assert (passage.start_time is None) == (passage.time_basis is None)
        assert passage.end_time is None or passage.end_time >= passage.start_time
        assert passage.end_time is None or passage.time_basis is TimeBasis.OWN
        assert passage.answers is None or int(passage.answers) < int(passage.id)
        assert passage.speaker is None or passage.speaker.strip() == passage.speaker != ""
        assert len(passage.section) <= 300
    assert_parts_hold_every_character_once(parsed)
    json.dumps(parsed.as_json(), allow_nan=False)


def assert_parts_hold_every_character_once(parsed: ParsedSource) -> None:
    for parts in (parsed.passages, parsed.ignored, parsed.furniture):
        assert all(part.start < part.end for part in parts)
        assert all(one.end <= other.start for one, other in pairwise(parts))
    every = sorted((*parsed.passages, *parsed.ignored, *parsed.furniture), key=lambda part: part.start)
    assert all(one.end <= other.start for one, other in pairwise(every))
    ends = [0, *(part.end for part in every)]
    starts = [*(part.start for part in every), len(parsed.text)]
    assert not "".join(parsed.text[end:start] for end, start in zip(ends, starts, strict=True)).strip()


def shape(parsed: ParsedSource, end: str) -> list[object]:
    passages = [
        (p.kind, p.speaker, p.section, p.start_time, p.answers, p.text.replace(end, "\n")) for p in parsed.passages
    ]
    return [parsed.title, parsed.metadata, parsed.warnings, [part.reason for part in parsed.ignored], *passages]


def read(path: str) -> str:
    return decode((ROOT / path).read_bytes())


@pytest.mark.parametrize(("path", "chosen"), DOCUMENTS.items())
def test_every_character_of_a_document_is_in_one_part(path, chosen):
    text = read(path)
    parsed = parse(text, chosen)
    assert_sound(parsed, text)
    assert text_of((ROOT / path).read_bytes(), chosen) == parsed.text


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize(("path", "chosen"), DOCUMENTS.items())
def test_line_ends_change_nothing_but_themselves(path, chosen, end):
    text = read(path).replace("\r\n", "\n")
    other = parse(text.replace("\n", end), chosen)
    assert_sound(other, text.replace("\n", end))
    assert shape(other, end) == shape(parse(text, chosen), "\n")


@pytest.mark.slow  # a sweep
@pytest.mark.parametrize("path", DOCUMENTS)
@pytest.mark.parametrize("chosen", CHOICES)
def test_a_document_whole_or_cut_is_sound_or_refused_in_every_format(path, chosen):
    text = read(path)
    for cut in [*range(1, len(text), 1 + len(text) // 20), len(text)]:
        with contextlib.suppress(SourceError):
            assert_sound(parse(text[:cut], chosen), text[:cut])


@pytest.mark.parametrize("chosen", CHOICES)
@settings(allowed_slow, max_examples=100)
@given(text=texts)
def test_any_text_is_sound_or_refused(chosen, text):
    with contextlib.suppress(SourceError):
        assert_sound(parse(text, chosen), text)


@pytest.mark.slow
@pytest.mark.parametrize("chosen", CHOICES)
@settings(allowed_slow, max_examples=often(500))
@given(text=texts)
def test_any_text_is_sound_or_refused_over_and_over(chosen, text):
    with contextlib.suppress(SourceError):
        assert_sound(parse(text, chosen), text)


@settings(allowed_slow, max_examples=300)
@given(raw=st.binary(max_size=80) | texts.map(str.encode))
def test_any_bytes_are_read_or_refused(raw):
    with contextlib.suppress(SourceError):
        assert_sound(parse_bytes(raw), decode(raw))
