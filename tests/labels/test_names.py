import unicodedata

import pytest

from explorer.labels.names import Plausibility, clean_name, core_of, is_a_key, judge_name, key_of, names_a_role


@pytest.mark.parametrize(
    "name",
    [
        *("Ada Byrne", "von Arnim", "María del Carmen", "J. R. R. Tolkien", "Dr. Rosa Lund, Ph.D.", "TERRY HOLM, HOST"),
        *("UNIDENTIFIED PERSON #1", "Speaker 1", "Kim (host)", "Jean-Luc Picard", "Noel | Example Co.", "Lund, Eva"),
        *("Martin Luther King Jr.", "Ada and Noel", "अदिति राव", "ليلى حداد", "Борис Лем", "김 민준", "Bob of Example"),
    ],
)
def test_whatever_people_are_called_is_a_name(name):
    assert judge_name(name) is Plausibility.FULL


@pytest.mark.parametrize(
    "name", ["Ada", "李梅", "अदिति", "ليلى", "SPEAKER_00", "O’Hara", "Q", "Host", "Question", "Żak"]
)
def test_one_word_may_be_a_name(name):
    assert judge_name(name) is Plausibility.WORD


@pytest.mark.parametrize(
    "name", ["danah lund", "Rosa's phone (2)", "+1 555 010 0199", "Example", "THE WITNESS", "First", "ada@example.org"]
)
def test_what_is_displayed_may_be_a_name_where_it_recurs(name):
    assert judge_name(name) is Plausibility.DISPLAYED


@pytest.mark.parametrize(
    "words",
    [
        *("OK", "So.", "No.", "Yes, yes", "Never", "Here's the thing", "The question is", "And what came next?", "12"),
        *("welcome to the show listeners", "I want to say this", "(Intro music)", "https://example.org", "x" * 101, ""),
        *(
            "He left. She",
            "→ Insight",
            "1**Ada Byrne",
            "the [German",
            "A long list of words that no name of anybody has",
        ),
    ],
)
def test_interjections_sentences_and_signs_are_no_names(words):
    assert judge_name(words) is Plausibility.NONE


def test_a_name_is_compared_in_one_form_and_shown_as_printed():
    assert key_of(unicodedata.normalize("NFD", "ZOË  Müller")) == key_of("Zoë Müller") == "zoë müller"
    assert clean_name("\u200fليلى\u200f ") == "ليلى"


def test_the_core_of_a_name_is_without_its_role():
    assert [core_of(name) for name in ("Kim (host)", "Ada Byrne, Example Labs", "Ada")] == ["Kim", "Ada Byrne", "Ada"]


@pytest.mark.parametrize(
    "words", [" Professor of Machines", ", is a professor", "– CEO of Example", "stopped transcription"]
)
def test_a_byline_says_what_somebody_is(words):
    assert names_a_role(words)


def test_speech_is_no_byline():
    assert not names_a_role("I was a professor once.")
    assert not names_a_role("")


def test_keys_of_metadata_are_told_by_all_their_words():
    assert is_a_key("Music")
    assert not is_a_key("Date Night")
