import re
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from explorer.formats.text_fragments import build_text_directive, link_to_words

words = st.text(st.sampled_from("abcde-,&%#é ’🧠\n"), min_size=1, max_size=200).filter(str.strip)
around = st.text(st.sampled_from("abc-,& \n"), max_size=30)


def parts(directive: str) -> dict[str, str]:
    """Read a directive as a browser does (section 3.4.1, "Parse a text directive")."""
    tokens = directive.removeprefix("text=").split(",")
    found = {}
    if tokens[0].endswith("-"):
        found["prefix"] = unquote(tokens.pop(0)[:-1])
    if tokens[-1].startswith("-"):
        found["suffix"] = unquote(tokens.pop()[1:])
    found["start"] = unquote(tokens.pop(0))
    if tokens:
        found["end"] = unquote(tokens.pop())
    assert not tokens
    return found


def test_a_few_words_are_given_in_full_between_those_around_them():
    assert build_text_directive("it exists, self-evidently", "we know that ", " and so on & on") == (
        "text=we%20know%20that-,it%20exists%2C%20self%2Devidently,-and%20so%20on"
    )


def test_many_words_are_given_by_their_ends():
    exact = " ".join(f"word{n}" for n in range(20))
    assert parts(build_text_directive(exact)) == {
        "start": "word0 word1 word2 word3 word4",
        "end": "word15 word16 word17 word18 word19",
    }


def test_closing_words_that_stand_before_too_are_told_apart_by_more_of_them():
    exact = "So I hold that it is. But a b c d e and so on, with a b c d e"
    assert parts(build_text_directive(exact))["end"] == "with a b c d e"


def test_words_next_to_a_quotation_are_taken_from_its_own_paragraph():
    assert parts(build_text_directive("Yes.", "A heading\n", "\nAnother paragraph")) == {"start": "Yes."}


def test_the_directive_follows_a_fragment_that_is_there():
    assert link_to_words("https://a.example/x", "Yes.") == "https://a.example/x#:~:text=Yes."
    assert link_to_words("https://a.example/x#part", "Yes.") == "https://a.example/x#part:~:text=Yes."
    assert link_to_words("https://a.example/x", " \n ") == "https://a.example/x"


@given(words, around, around)
def test_nothing_in_the_words_is_read_as_syntax(exact, before, after):
    directive = build_text_directive(exact, before, after)

    assert re.fullmatch(r"text=([\w.~%]+-,)?[\w.~%]+(,[\w.~%]+)?(,-[\w.~%]+)?", directive, re.ASCII)


@given(words, around, around)
def test_what_a_browser_finds_is_the_quotation(exact, before, after):
    found = parts(build_text_directive(exact, before, after))
    page = " ".join(exact.split())

    assert page.startswith(found["start"])
    left = page.index(found["start"]) + len(found["start"])
    if "end" in found:
        # A last paragraph that says again what stands before is all that can be given of itself.
        alone = found["end"] == " ".join(exact.strip().splitlines()[-1].split())
        assert page.endswith(found["end"])
        assert alone or page.index(found["end"], left) + len(found["end"]) == len(page)
    else:
        assert left == len(page)
    assert " ".join(before.split()).endswith(found.get("prefix", ""))
    assert " ".join(after.split()).startswith(found.get("suffix", ""))


@given(words)
def test_no_term_runs_over_the_end_of_a_paragraph(exact):
    paragraphs = [" ".join(line.split()) for line in exact.splitlines()]

    found = parts(build_text_directive(exact))
    assert any(found["start"] in line for line in paragraphs)
    assert any(found.get("end", "") in line for line in paragraphs)
