"""Themes that differ in their spelling alone are one, and each has a name for addresses."""

import pytest

from explorer.corpus_format import schema
from explorer.corpus_format.themes import find_theme_fault, make_theme_slug
from tests import corpora
from tests.corpus_format.conftest import problems, told

TOPIC = """\
slug: scaling
question: Is it?
description: Whether it is.
poles: {first: No, second: Yes}
meanings: {first: Says no., second: Says yes.}
added: 2024-01-02
"""


def test_case_spaces_and_signs_alone_tell_no_themes_apart():
    assert make_theme_slug("What it is") == make_theme_slug("what  IT is?") == "what-it-is"
    assert make_theme_slug("What it was") != make_theme_slug("What it is")


def test_a_theme_needs_something_for_its_address():
    assert find_theme_fault("") is find_theme_fault("7") is find_theme_fault("Émile") is None
    assert "'…' has no letter a-z" in str(find_theme_fault("…"))


@pytest.mark.parametrize(
    ("theme", "message"),
    [
        ("…", "6: the theme '…' has no letter a-z and no digit for its address; write it with some"),
        ("x" * 61, "6: theme has 61 characters, at most 60 are allowed; shorten it"),
        ("' x'", "6: ' x' is no single line in theme; write it on one line, without spaces around it"),
    ],
)
def test_what_cannot_be_a_theme_is_told(theme, message):
    assert told(schema.TopicRecord, TOPIC.replace("added", f"theme: {theme}\nadded")) == [message]


def test_a_theme_is_written_the_same_way_on_every_topic(folder):
    first = corpora.edit(
        folder, "topics.yaml", "  description: Whether more", "  theme: What it is\n  description: Whether more"
    )
    second = corpora.edit(
        folder, "topics.yaml", "  description: Whether a", "  theme: what it is\n  description: Whether a"
    )
    fault = f"the theme 'what it is' is written 'What it is' at topics.yaml:{first - 2}; write both the same"
    assert problems(folder) == [f"topics.yaml:{second}: {fault}"]
