"""The recipes of docs/api.md, run as a reader runs them, print what the page says that they print."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass

import pytest
from django.conf import settings

from tests.people import person
from tests.programs import program

PAGE = settings.BASE_DIR / "docs" / "api.md"
SITE = "http://127.0.0.1:8000"
BLOCK = re.compile(r"^```(python|sh)\n(.*?)^```(?:\n\n```text\n(.*?)^```)?$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Recipe:
    """A block of code under a heading, and what the page shows of its output, if anything."""

    title: str
    language: str
    code: str
    shown: str | None


def recipes():
    _, *parts = re.split(r"^## ", PAGE.read_text(), flags=re.MULTILINE)
    return [Recipe(part.partition("\n")[0], *found.groups()) for part in parts for found in BLOCK.finditer(part)]


@pytest.fixture
def curl():
    if shutil.which("curl") is None:
        reason = "no curl on this machine (Debian: apt-get install curl)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture
def cook(address, tmp_path):
    """Return a function that runs a recipe with a curator's token against the shipped site and gives what it prints."""
    token = program(person("cora", "Curator"), "draft").words
    (tmp_path / ".curlrc").write_text("fail\n")  # a refusal is an error, so that no recipe prints one for an answer

    def cook(recipe):
        shell = [sys.executable, "-c"] if recipe.language == "python" else ["sh", "-c"]
        command = [*shell, recipe.code.replace(SITE, address)]
        own = {**os.environ, "CURL_HOME": str(tmp_path), "no_proxy": "*", "TOKEN": token}
        done = subprocess.run(command, cwd=tmp_path, env=own, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, f"{recipe.title}:\n{done.stderr}"
        return done.stdout

    return cook


def check(cook, language):
    for recipe in recipes():
        if recipe.language == language:
            printed = cook(recipe)
            assert printed.strip(), recipe.title
            if recipe.shown is not None:
                assert printed.splitlines() == recipe.shown.splitlines(), recipe.title


@pytest.mark.slow  # a process for each recipe
def test_every_recipe_in_python_prints_what_it_says(cook):
    check(cook, "python")


@pytest.mark.slow
def test_every_recipe_with_curl_gets_an_answer(curl, cook):
    check(cook, "sh")


def test_there_are_twelve_each_in_both_languages():
    found = {(recipe.title, recipe.language) for recipe in recipes()}
    titles = {title for title, _ in found}
    assert len(titles) == 12
    assert found == {(title, language) for title in titles for language in ("python", "sh")}
    assert all(recipe.shown for recipe in recipes() if recipe.language == "python")
