"""The description of the API is the one that was committed, and every answer keeps to it."""

import json
import re

import pytest
from django.conf import settings
from django.core.management import call_command
from jsonschema import Draft202012Validator

from explorer.corpus.load import load_corpus
from tests.api.conftest import COMMITTED, NOUNS, read_yaml
from tests.people import person
from tests.programs import program

pytestmark = pytest.mark.django_db

QUESTIONS = [
    "compare/?topic=scaling",
    "compare/?topic=scaling&as_of=2019-12-31",
    "matrix/",
    "matrix/?as_of=2019-12-31",
    "compass/?x=scaling&y=benchmarks",
    "compass/?x=scaling&y=benchmarks&as_of=2019-12-31",
    "search/?q=scale",
]


def closed(schema):
    """Return a schema that admits no field which it does not name."""
    if isinstance(schema, dict):
        schema = {name: closed(part) for name, part in schema.items()}
        if isinstance(schema.get("properties"), dict):
            schema = {"additionalProperties": False, **schema}
    return [closed(part) for part in schema] if isinstance(schema, list) else schema


def check(described, answer, reference):
    schema = closed({**reference, "components": described["components"]})
    errors = Draft202012Validator(schema).iter_errors(answer)
    assert [f"{list(error.absolute_path)}: {error.message}" for error in errors] == []


def shape(described, path, status="200"):
    [content] = described["paths"][path]["get"]["responses"][status]["content"].values()
    return content["schema"]


def test_it_is_the_description_that_was_committed(tmp_path):
    call_command("spectacular", file=str(tmp_path / "now.yaml"), validate=True, fail_on_warn=True)
    assert (tmp_path / "now.yaml").read_text() == COMMITTED.read_text(), (
        "the API's description changed; if that is meant: manage.py spectacular --file docs/openapi.yaml"
    )


@pytest.mark.slow  # takes seconds
def test_it_is_served_as_it_was_committed(client, described):
    assert read_yaml(client.get("/api/schema/").text) == described
    assert client.get("/api/schema/?format=json").json() == described
    assert described["openapi"] == "3.1.0"


@pytest.mark.slow  # a sweep
def test_every_answer_is_as_described(client, described):
    load_corpus(settings.BASE_DIR / "fixtures")
    for noun in NOUNS:
        path = f"/api/v1/{noun}/"
        listing = client.get(path).json()
        check(described, listing, shape(described, path))
        row = listing["results"][0]
        key = row.get("slug", row.get("id"))
        [detail] = [one for one in described["paths"] if re.fullmatch(rf"{path}\{{\w+\}}/", one)]
        check(described, client.get(f"{path}{key}/").json(), shape(described, detail))
    for question in QUESTIONS:
        response = client.get(f"/api/v1/{question}")
        assert response.status_code == 200
        check(described, response.json(), shape(described, f"/api/v1/{question.split('?')[0]}"))


@pytest.mark.slow  # the whole shipped corpus again; the public answers are compared quickly
def test_every_answer_of_the_desk_is_as_described(described):
    load_corpus(settings.BASE_DIR / "fixtures")
    desk = program(person("root", is_superuser=True))
    check(described, desk.get().json(), shape(described, "/api/v1/desk/"))
    for noun, key in (("claims", "slug"), ("stances", "id"), ("relations", "id"), ("contrasts", "id")):
        path = f"/api/v1/desk/{noun}/"
        listing = desk.get(f"{noun}/").json()
        check(described, listing, shape(described, path))
        row = listing["results"][0][key]
        detail = desk.get(f"{noun}/{row}/")
        check(described, detail.json(), shape(described, f"{path}{{{key}}}/"))
        for method, act, status in (("patch", "", "428"), ("delete", "", "428"), ("post", "nothing/", "404")):
            answer = desk.send(method, f"{noun}/{row}/{act}", {} if method != "delete" else None)
            assert str(answer.status_code) == status
    refused = desk.post("claims/", {"statement": ""})
    assert refused.status_code == 422
    check(described, refused.json(), {"$ref": "#/components/schemas/Problem"})


def test_a_refusal_is_as_described(client, described):
    path = "/api/v1/claims/"
    answer = client.get(path, {"page_size": "0"})
    assert answer.status_code == 400
    check(described, answer.json(), shape(described, path, "400"))


def test_every_kind_of_answer_has_an_example_that_fits(described):
    examples = json.loads((settings.BASE_DIR / "explorer" / "api" / "examples.json").read_text())
    for name, example in examples.items():
        check(described, example, {"$ref": f"#/components/schemas/{name}"})
        assert described["components"]["schemas"][name]["examples"] == [example]


@pytest.mark.parametrize("said", ["−2", "code points", "rights", "ETag", "429"])
def test_it_says_what_no_type_can(described, said):
    assert said in described["info"]["description"]
