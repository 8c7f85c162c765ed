"""The bill of materials names what runs, in a form that an auditor's programs read."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.pins import read_pins
from scripts.sbom import INCLUSIONS, describe

ROOT = Path(__file__).parents[2]
PINS = read_pins(ROOT / "requirements.txt")


@pytest.fixture(scope="module")
def bom():
    return json.loads(describe(PINS))


def named(bom, name):
    return [part for part in bom["components"] if part["name"] == name]


def test_it_names_every_library_with_its_version_and_all_of_its_hashes(bom):
    told = {
        (part["name"], part["version"]): {each["content"] for each in part["externalReferences"][0]["hashes"]}
        for part in bom["components"]
        if part.get("purl", "").startswith("pkg:pypi/")
    }
    assert told == {(pin.name, pin.version): set(pin.hashes) for pin in PINS}
    assert {part["version"] for part in named(bom, "numpy")} == {pin.version for pin in PINS if pin.name == "numpy"}


def test_no_tool_of_development_is_in_it(bom):
    assert not named(bom, "pytest")


def test_what_readers_get_of_others_is_in_it_beside_what_brings_it(bom):
    [htmx] = named(bom, "htmx")
    assert re.fullmatch(r"pkg:npm/htmx\.org@2\.\d+\.\d+", htmx["purl"])
    assert htmx["licenses"] == [{"license": {"id": "0BSD"}}]
    [needed] = [each["dependsOn"] for each in bom["dependencies"] if each["ref"].startswith("django-htmx==")]
    assert htmx["bom-ref"] in needed
    fonts = {path.name for path in ROOT.glob("static/**/*.woff2")}
    assert {Path(part["bom-ref"]).name for part in bom["components"] if part["type"] == "file"} == fonts


def test_the_script_that_pages_load_is_the_one_that_is_named():
    [htmx] = [Path(file.path) for file in INCLUSIONS if file.name == "htmx"]
    base = (ROOT / "templates/base.html").read_text()
    assert f"'{htmx.parent.name}/{htmx.name}'" in base


def test_libraries_have_the_licences_that_they_state(bom):
    [django] = named(bom, "django")
    assert django["licenses"] == [{"license": {"id": "BSD-3-Clause"}}]


def test_the_site_needs_what_its_project_names_and_they_need_others(bom):
    needs = {each["ref"]: each.get("dependsOn", []) for each in bom["dependencies"]}
    assert {ref.split("==")[0] for ref in needs["debate-explorer"]} > {"django", "lxml", "numpy"}
    [django] = [ref for ref in needs if ref.startswith("django==")]
    assert {ref.split("==")[0] for ref in needs[django]} == {"asgiref", "sqlparse", "tzdata"}


@pytest.mark.slow  # takes seconds
def test_the_same_requirements_give_the_same_file():
    assert describe(PINS) == describe(list(reversed(PINS)))


def test_a_file_that_no_longer_says_its_version_is_not_passed_over():
    htmx = next(file for file in INCLUSIONS if file.name == "htmx")
    with pytest.raises(ValueError, match=r"htmx-2\.min\.js does not say its version"):
        describe(PINS, [replace(htmx, version=r"release=([\d.]+)")])
