"""YAML as a tree with lines: what it gives and what it refuses."""

import datetime
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.corpus_format.yaml_nodes import compose, decode
from explorer.errors import CorpusError


def problems(text: str | bytes) -> list[str]:
    with pytest.raises(CorpusError) as caught:
        compose(text if isinstance(text, bytes) else text.encode(), "f.yaml")
    return [str(problem) for problem in caught.value.problems]


def plain(text: str) -> object:
    node = compose(text.encode(), "f.yaml")
    return node and node.plain


def test_values_are_text_numbers_booleans_dates_and_nothing():
    text = "a: 1\nb: 1.5\nc: true\nd: 2020-01-02\ne:\nf: words\ng: '1'\nh: [x, {i: -2}]\n"
    assert plain(text) == {
        "a": 1,
        "b": 1.5,
        "c": True,
        "d": datetime.date(2020, 1, 2),
        "e": None,
        "f": "words",
        "g": "1",
        "h": ["x", {"i": -2}],
    }


@pytest.mark.parametrize("word", ["yes", "no", "on", "1:30", "0x1f", "1e3", "2020-13-01", "=", "<<", "9" * 30])
def test_what_only_yaml_1_1_takes_for_something_else_is_text(word):
    assert plain(f"a: {word}") == {"a": word}


def test_core_tags_are_understood():
    assert plain("a: !!str 12\nb: !!int 12\nc: ! 12\n") == {"a": "12", "b": 12, "c": "12"}


@pytest.mark.parametrize("text", ["", "\n", "# a remark\n", "---\n", "null"])
def test_an_empty_file_is_nothing(text):
    assert compose(text.encode(), "f.yaml") is None


def test_a_byte_order_mark_is_dropped():
    assert plain("\ufeffa: 1") == {"a": 1}


def test_every_part_knows_its_line():
    node = compose(b"- a: 1\n  b:\n  - x\n  - y: 2\n- c\n", "f.yaml")
    assert node is not None
    assert node.line_at((0, "a")) == 1
    assert node.line_at((0, "b")) == 2
    assert node.line_at((0, "b", 1, "y")) == 4
    assert node.line_at((1,)) == 5
    assert node.line_at((0, "b", 1, "no such key", "nor this")) == 4


def test_an_alias_is_refused_before_it_unfolds():
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(9))
    assert problems(bomb) == [
        "f.yaml:1: the anchor '&a' is refused, as such files can unfold without end; write it out"
    ]
    assert "the alias '*a' is refused" in problems("x: 1\ny: *a")[0]


def test_every_duplicate_key_is_reported_with_the_first():
    assert problems("a: 1\nb: 2\na: 3\nb: 4\n") == [
        "f.yaml:3: the key 'a' stands twice, first on line 1; remove one of them",
        "f.yaml:4: the key 'b' stands twice, first on line 2; remove one of them",
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: !!python/name:os.system x", 2, "the tag 'tag:yaml.org,2002:python/name:os.system' is refused"),
        ("a: 1\nb: !mine x", 2, "the tag '!mine' is refused"),
        ("a:\n" + "- " * 30 + "x", 2, "nested more than 20 deep"),
        ("[" * 100_000, 1, "nested more than 20 deep"),
        ("a: 1\n---\nb: 2", 2, "a second document begins here"),
        ("a: 1\n? [b]\n: c", 2, "a key must be a word"),
        ("a: 1\nb: c: d", 2, "this is no YAML (mapping values are not allowed in this context)"),
        ("a: 1\nb: [", 3, "this is no YAML"),
        ("a: 1\n\tb: 1", 2, "this is no YAML"),
        ('a: 1\nb: "\\0"', 2, "character U+0000 cannot be stored"),
        ("a: 1\nb: \0", 2, "character U+0000 has no place in YAML"),
        ("a: é\nb: é".encode("latin-1"), 1, "byte 0xe9 is not UTF-8; save the file as UTF-8"),
        ("a: b".encode("utf-16"), 1, "is not UTF-8"),
        (b"a: 1\n" * 4_000_001, 1, "at most 20000000 are read; take records out of it"),
    ],
)
def test_what_is_refused_is_named_with_its_line_and_cure(text, line, message):
    [problem] = problems(text)
    assert problem.startswith(f"f.yaml:{line}: ")
    assert message in problem
    assert ";" in problem


def test_a_bad_byte_is_counted_after_a_byte_order_mark():
    with pytest.raises(CorpusError) as caught:
        decode(b"\xef\xbb\xbfa\n\xe9", "f.txt")
    assert caught.value.problems[0].line == 2


@given(st.text() | st.text(alphabet="-:?[]{}&*!|>'\"%@` \n\tab#,01.~\\\0\r\u2028"))
def test_any_text_gives_a_tree_or_problems(text):
    with suppress(CorpusError):
        compose(text.encode("utf-8", "surrogatepass"), "f.yaml")


@given(st.binary())
def test_any_bytes_give_a_tree_or_problems(raw):
    with suppress(CorpusError):
        compose(raw, "f.yaml")
