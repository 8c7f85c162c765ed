import pytest

from explorer.formats import argdown
from explorer.formats.argdown import Argument, ArgumentLink, Debate, PoleStatement, Position

DEBATE = Debate(
    question="Is scale enough?",
    data={"url": "https://debate.example/topics/scaling/", "silent": []},
    poles=(
        PoleStatement("first pole", "No", "Scale cannot do."),
        PoleStatement("second pole", "Yes", "Scale will do."),
    ),
    positions=(
        Position("stance of ada in talk", "ada", "Calls it a dead end.", "first pole", {"position": -2}),
        Position("stance of bob in talk", "bob", "Takes the middle.", "", {"position": 0}),
    ),
    contradictions=(("stance of ada in talk", "stance of bob in talk"),),
    arguments=(
        Argument(
            slug="scale-dead-end",
            speaker="ada",
            text="Scale is a dead end.",
            position="stance of ada in talk",
            data={"mode": "asserted"},
            quotations=({"exact": 'It is "dead" {really}'}, {"exact": "Dead."}),
            bearings=(
                ArgumentLink("disputes", "scale-helps", "The opposite."),
                ArgumentLink("qualifies", "scale-helps", "Well."),
            ),
        ),
        Argument(
            "scale-helps", "bob", "Scale helps.", "", {}, (), (ArgumentLink("agrees", "scale-dead-end", "Partly."),)
        ),
    ),
)


def test_a_debate_is_written_as_its_poles_positions_and_claims():
    assert (
        argdown.write(DEBATE)
        == """\
===
title: "Is scale enough?"
model:
  mode: loose
===

# Is scale enough? {"url": "https://debate.example/topics/scaling/", "silent": []}

[first pole]: No: Scale cannot do.

[second pole]: Yes: Scale will do.

[stance of ada in talk]: Calls it a dead end. #ada {"position": -2}
  +> [first pole]
  >< [stance of bob in talk]

[stance of bob in talk]: Takes the middle. #bob {"position": 0}

<scale-dead-end>: Scale is a dead end. #ada {"mode": "asserted", "relations": [
    {"kind": "disputes", "to": "scale-helps", "reason": "The opposite."},
    {"kind": "qualifies", "to": "scale-helps", "reason": "Well."}], "quotations": [
    {"exact": "It is \\"dead\\" \\u007breally\\u007d"},
    {"exact": "Dead."}]}
  +> [stance of ada in talk]
  -> <scale-helps>

<scale-helps>: Scale helps. #bob {"relations": [
    {"kind": "agrees", "to": "scale-dead-end", "reason": "Partly."}], "quotations": []}
  +> <scale-dead-end>
"""
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "Plain words, with (all) their marks; and so on: yes!",
            "Plain words, with (all) their marks; and so on: yes!",
        ),
        ("[a] <b> {c} @d #e *f* _g_", r"\[a\] \<b> \{c\} \@d \#e \*f\* \_g\_"),
        ("e.g. U.S. 3.5 :-) a:b", r"e\.g. U\.S. 3\.5 \:-) a\:b"),
        ("and/or // no /* c", r"and/or \// no \/\* c"),
        ("=== a === b=c", r"\=\== a \=\== b=c"),
        ("two\nlines\u2028 and\t tabs", "two lines and tabs"),
        ("a \\ b", r"a \\ b"),
    ],
)
def test_what_argdown_would_read_as_a_sign_is_escaped_and_nothing_else(text, written):
    assert argdown.escape(text) == written


@pytest.mark.parametrize(
    ("slug", "title"), [("scale", "scale"), ("1-scale", "1-scale"), ("-x", "claim -x"), ("_", "claim _")]
)
def test_a_slug_that_begins_as_a_relation_does_is_no_title_by_itself(slug, title):
    assert argdown.write_title(slug) == title
