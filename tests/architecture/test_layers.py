"""The staircase of docs/architecture.md is kept, and leaving it would be noticed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def lint(folder):
    """Check the imports of the packages in a folder by the contracts in its ``pyproject.toml``."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    return subprocess.run(
        [*command, "--no-cache", "--no-logo"], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="session")
def copied(tmp_path_factory):
    """Return a copy of the code that a test may spoil."""
    folder = tmp_path_factory.mktemp("tree")
    for package in ("explorer", "config"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_every_module_keeps_to_the_staircase():
    outcome = lint(ROOT)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.slow  # takes seconds
@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("models/claims.py", "from explorer.debate.compare import compare", "bands below its own BROKEN"),
        ("anchoring/locate.py", "def late():\n    import explorer.debate.compare", "bands below its own BROKEN"),
        ("debate/compare.py", "import explorer.search.search", "bands below its own BROKEN"),
        ("curation/review.py", "import explorer.corpus.dump", "bands below its own BROKEN"),
        ("changes/outbox.py", "import explorer.search.indexing", "bands below its own BROKEN"),
        ("parsers/detection.py", "import explorer.corpus_format.schema", "bands below its own BROKEN"),
        ("views/debates.py", "import explorer.api.views", "bands below its own BROKEN"),
        ("text.py", "if TYPE_CHECKING:\n    import explorer.models", "bands below its own BROKEN"),
        ("newcomer.py", '"""A module without a band."""', "bands below its own BROKEN"),
        ("models/topics.py", "import explorer.models.stances", "never the other way"),
        ("text.py", "import django", "The libraries know no Django BROKEN"),
        ("search_engine/engine.py", "import django", "The libraries know no Django BROKEN"),
        ("views/debates.py", "import rest_framework", "Only the API knows REST framework BROKEN"),
        ("admin/stances.py", "import django_htmx", "Only one module reads htmx's headers BROKEN"),
        ("search_engine/engine.py", "import whoosh", "Only its backend knows Whoosh BROKEN"),
        (
            "search_engine/backends/memory.py",
            "import explorer.search_engine.backends.whoosh",
            "No search engine knows another BROKEN",
        ),
        ("parsers/shapes/notes.py", "import explorer.parsers.shapes.qa_page", "No parser knows another BROKEN"),
        ("coding/vocabulary.py", "import explorer.coding.attribution_chain", "in a ring BROKEN"),
        ("debate/compare.py", "import config.settings", "through Django only BROKEN"),
    ],
)
def test_an_import_that_leaves_the_staircase_is_noticed(copied, module, line, broken):
    path = copied / "explorer" / module
    before = path.read_text() if path.exists() else None
    path.write_text(f"{before or ''}\n\n{line}\n")
    try:
        outcome = lint(copied)
    finally:
        path.unlink() if before is None else path.write_text(before)
    assert outcome.returncode != 0
    assert broken in outcome.stdout
