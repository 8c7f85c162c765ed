"""Templates can be read: short lines, includes that name what they take, files that are there."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LONGEST = 160
STATIC = re.compile(r"""\{% (?:asset|static) ['"]([^'"]+)['"] %\}""")
IMPORTED = re.compile(r"""(?:import|from) ["'](\.[^"']+)["'];""")
LINKED = re.compile(r"""url\(["'](\.[^"']+)["']\)""")
SCRIPTS = sorted((ROOT / "static/explorer/js").rglob("*.js"))
SHEETS = sorted((ROOT / "static/explorer/css").glob("*.css"))


def long_lines(source):
    """Return the numbers of the lines that are too long."""
    return [number for number, line in enumerate(source.splitlines(), start=1) if len(line) > LONGEST]


def open_includes(source):
    """Return the includes that take the whole context of the page."""
    tags = re.findall(r"\{% include (?:(?!%\}).)*%\}", source)
    return [tag for tag in tags if not tag.endswith(" only %}")]


def over_all(find):
    """Return what a function finds in each template, by the template's path."""
    found = {str(path.relative_to(ROOT)): find(path.read_text()) for path in TEMPLATES}
    return {path: faults for path, faults in found.items() if faults}


def test_no_line_is_longer_than_one_reads():
    assert over_all(long_lines) == {}


def test_every_include_names_what_it_takes():
    assert over_all(open_includes) == {}


def test_what_is_too_long_or_takes_all_is_noticed():
    assert long_lines(f"short\n{'x' * (LONGEST + 1)}\n") == [2]
    assert open_includes('{% include "a.html" with only=1 %}{% include "b.html" with a=a only %}') == [
        '{% include "a.html" with only=1 %}'
    ]


def test_every_file_that_a_template_asks_for_is_there():
    asked = {name for path in TEMPLATES for name in STATIC.findall(path.read_text())}
    assert {"explorer/css/base.css", "explorer/js/site.js"} <= asked
    assert {name for name in asked if finders.find(name) is None} == set()


def test_every_sheet_and_every_script_is_asked_for():
    asked = {ROOT / "static" / name for path in TEMPLATES for name in STATIC.findall(path.read_text())}
    asked |= {(path.parent / name).resolve() for path in SCRIPTS for name in IMPORTED.findall(path.read_text())}
    assert {path.name for path in (*SCRIPTS, *SHEETS) if path not in asked} == set()


@pytest.mark.parametrize("path", [*SCRIPTS, *SHEETS], ids=lambda path: path.name)
def test_what_a_script_imports_and_a_sheet_links_to_is_there(path):
    names = IMPORTED.findall(path.read_text()) + LINKED.findall(path.read_text())
    assert [name for name in names if not (path.parent / name).exists()] == []
