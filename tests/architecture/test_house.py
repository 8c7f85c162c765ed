"""Everything is where one would look: no circles, no crowded folder, tests at the path of what they test."""

import ast
import re
import tomllib
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import explorer

ROOT = Path(__file__).parents[2]
CODE = ROOT / "explorer"
MODULES = sorted(path for path in CODE.rglob("*.py") if "migrations" not in path.parts)
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text()
FORBIDDEN = {"services", "querysets", "utils", "helpers", "common"}


def dotted(path):
    """Return the name under which a module is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported(path, known):
    """Yield the modules of the app that a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                whole = f"{node.module}.{name.name}"
                if whole in known or node.module in known:
                    yield whole if whole in known else node.module


def circle(paths):
    """Return the modules of a circle of imports, None where there is none."""
    known = {dotted(path) for path in paths}
    try:
        TopologicalSorter({dotted(path): set(imported(path, known)) for path in paths}).prepare()
    except CycleError as error:
        return error.args[1]
    return None


def defines(path):
    """Return the names that a module defines at its top level."""
    found = set()
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found.update(target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
    return found


def mirrored(path):
    """Return where the tests of a module may stand."""
    place = path.relative_to(CODE)
    if path.name != "__init__.py":
        return [ROOT / "tests" / place.parent / f"test_{path.name}"]
    package = place.parent
    return [ROOT / "tests" / folder / f"test_{package.name}.py" for folder in (package, package.parent)]


def test_the_release_is_named_alike_wherever_it_is_named():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert explorer.__version__ == project["version"]


def test_no_import_goes_round_in_a_circle():
    assert circle(MODULES) is None


@pytest.mark.parametrize(
    "line",
    [
        "from explorer.late import b",
        "def f():\n    import explorer.late",
        "if TYPE_CHECKING:\n    import explorer.late",
    ],
)
def test_a_circle_is_noticed_wherever_the_import_stands(tmp_path, monkeypatch, line):
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    (tmp_path / "explorer").mkdir()
    early, late = tmp_path / "explorer/early.py", tmp_path / "explorer/late.py"
    early.write_text(line)
    late.write_text("import explorer.early")
    assert set(circle([early, late])) == {"explorer.early", "explorer.late"}


def test_no_folder_has_more_modules_than_one_takes_in_at_a_glance():
    crowds = Counter(path.parent for path in MODULES if path.name != "__init__.py")
    assert {str(folder): number for folder, number in crowds.items() if number > 25} == {}


def test_no_room_is_so_large_that_it_is_the_house():
    lines = Counter()
    for path in MODULES:
        lines[path.relative_to(CODE).parts[0]] += len(path.read_text().splitlines())
    total = sum(lines.values())
    assert {room: number for room, number in lines.items() if number > 0.14 * total} == {}


def test_no_room_has_a_name_that_says_nothing():
    names = {part for path in MODULES for part in path.relative_to(ROOT).with_suffix("").parts}
    assert names & FORBIDDEN == set()


def acts(path):
    """Return whether a module defines a class or a function; others only put names together."""
    return any(isinstance(node, ast.ClassDef | ast.FunctionDef) for node in ast.parse(path.read_text()).body)


def test_tests_stand_at_the_path_of_what_they_test():
    acting = [path for path in MODULES if acts(path)]
    without = [dotted(path) for path in acting if not any(place.exists() for place in mirrored(path))]
    assert len(without) <= len(acting) / 4, without


def answers():
    """Return the wishes of the map with the places that it names."""
    return re.findall(r"^\| ([^|]+) \| `([\w/.]+)::(\w+)` \|$", ARCHITECTURE, re.MULTILINE)


def test_the_map_answers_twenty_wishes():
    assert len({wish for wish, _, _ in answers()}) >= 20


@pytest.mark.parametrize(("path", "name"), [answer[1:] for answer in answers()])
def test_what_the_map_names_is_defined_there(path, name):
    assert name in defines(ROOT / path)


def test_the_map_names_every_room():
    rooms = {path.parent.name for path in CODE.glob("*/__init__.py")} - {"migrations"}
    assert {room for room in rooms if f"| `{room}/` |" not in ARCHITECTURE} == set()
