"""What docs/security.md says of itself is so: the counts of its rows, and that the tests that it names are there."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECURITY = (ROOT / "docs/security.md").read_text()
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| [12] \| [^|]+ \| ([^|]+) \| (.*) \|$", SECURITY, re.MULTILINE)
NAMED = sorted(set(re.findall(r"`([\w/]+/test_\w+|test_\w+)(?:::(test_\w+))?", SECURITY)))


def counted(name):
    """Return the number that the table gives for a verdict."""
    return int(re.search(rf"^\| (?:\*\*)?{name}(?:\*\*)? \| (\d+) \|$", SECURITY, re.MULTILINE)[1])


def test_the_counts_are_those_of_the_rows():
    verdicts = Counter(verdict for _, verdict, _ in ROWS)
    assert set(verdicts) == {"test", "read", "deployer", "NOT MET"}
    assert {verdict: counted(verdict) for verdict in verdicts} == verdicts
    assert counted("of levels 1 and 2") == counted("do not apply") + len(ROWS)
    assert len({number for number, _, _ in ROWS}) == len(ROWS)


def test_what_is_not_met_is_named_where_it_is_said_what_would_mend_it():
    _, mending = SECURITY.split("## What would mend what is not met\n")
    told = set(re.findall(r"\d+\.\d+\.\d+", mending.split("\n## ")[0]))
    for first, last in re.findall(r"(\d+\.\d+\.\d+) to (\d+\.\d+\.\d+)", mending):
        chapter, begin = first.rsplit(".", 1)
        told |= {f"{chapter}.{number}" for number in range(int(begin), int(last.rsplit(".", 1)[1]))}
    assert told == {number for number, verdict, _ in ROWS if verdict == "NOT MET"}


@pytest.mark.parametrize(("path", "name"), NAMED, ids="::".join)
def test_the_tests_that_it_names_are_there(path, name):
    file = ROOT / "tests" / f"{path}.py"
    assert file.exists()
    assert not name or re.search(rf"^def {name}\b", file.read_text(), re.MULTILINE), name
