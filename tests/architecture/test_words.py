"""One word, one meaning: no class name twice, no docstring that repeats a name, no variable that names nothing."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(path for path in (ROOT / "explorer").rglob("*.py") if "migrations" not in path.parts)
NAMED_BY_DJANGO = {"Command", "Meta"}
SMALL_WORDS = "a an and the of to for in on by or return returns get is whether it"
EMPTY = set(SMALL_WORDS.split())  # they say nothing by themselves


def trees():
    """Yield every module with what it says."""
    for path in MODULES:
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text())


def public_classes(tree):
    """Yield the names of the public classes that a module defines."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and node.name not in NAMED_BY_DJANGO:
            yield node.name


def words(text):
    """Return what a name or a sentence says, as stems: ``list_claims`` and "Lists the claims." say the same."""
    parts = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+", text.replace("_", " "))
    return {word.lower().rstrip("s") for word in parts} - {word.rstrip("s") for word in EMPTY}


def repeats(name, docstring):
    """Whether a docstring is one sentence that says no more than the name does."""
    sentence = docstring.strip()
    return "\n" not in sentence and words(sentence) <= words(name)


def loop_variables(tree):
    """Yield the names and lines of the variables of loops and comprehensions, and of lambdas' arguments."""
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.comprehension):
            for target in ast.walk(node.target):
                if isinstance(target, ast.Name):
                    yield target.id, target.lineno
        elif isinstance(node, ast.Lambda):
            yield from ((argument.arg, argument.lineno) for argument in node.args.args)


def test_no_two_modules_have_a_public_class_of_one_name():
    homes = defaultdict(list)
    for path, tree in trees():
        for name in public_classes(tree):
            homes[name].append(path)
    assert {name: paths for name, paths in homes.items() if len(paths) > 1} == {}


def test_no_docstring_only_repeats_the_name():
    found = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
        and (docstring := ast.get_docstring(node))
        and repeats(node.name, docstring)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("name", "docstring", "is_repeated"),
    [
        ("list_claims", "List the claims.", True),
        ("ClaimQuerySet", "Claims.", True),
        ("list_claims", "List the claims that readers see.", False),
        ("Silence", "The kinds of blank.", False),
    ],
)
def test_a_docstring_repeats_a_name_where_it_adds_no_word(name, docstring, is_repeated):
    assert repeats(name, docstring) is is_repeated


def test_no_loop_variable_is_called_one():
    found = [f"{path}:{line}" for path, tree in trees() for name, line in loop_variables(tree) if name == "one"]
    assert found == []
