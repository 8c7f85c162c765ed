"""Thousands of requests made up by schemathesis, well formed and not: every answer is as described, none is a 500.

They go over HTTP: without it schemathesis cannot ask again without a token, to see whether one is needed.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import schemathesis
from django.db import connections
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.generation.meta import TestPhase
from schemathesis.hooks import unregister

from explorer import models
from explorer.api.schema import EXAMPLES
from explorer.coding.scopes import Scope
from tests.effort import EFFORT, SEED, often
from tests.people import person
from tests.programs import program

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

LEAST = 2000
"""How many requests are made at least."""

EACH = often(5)
"""How many are made up at random for each address, beside those that its description leads to by itself."""

IDENTITIES: dict[str, Sequence[Scope]] = {
    "anonymous": (),
    **{scope.value: (scope,) for scope in Scope},
    "superuser": tuple(Scope),
}
"""Who asks, with the scopes of the token sent along; all but the superuser have every role, so that scopes decide."""

ASKED = tuple(IDENTITIES) if EFFORT >= 2 else ("anonymous", "superuser")
"""Who asks in one run: much of what the other scopes are answered is 403, and `test_roles` holds who may do what."""

WRITING = {201, 412, 422, 428}
SEEN = {
    "anonymous": {200, 400, 401, 404, 405},
    "read": {200, 400, 403, 404, 405},
    "draft": {200, 403, *WRITING},
    "review": {200, 204, 403, *WRITING},
    "superuser": {200, 204, *WRITING},
}
"""Which statuses have to be among the answers, for what was asked to have been worth asking."""

CHECKS = {
    # No schema says which records there are, whose they are, what the words of a document are and what was read before.
    # Only writing describes 409, 412, 422 and 428, so nothing else may answer them.
    "positive_data_acceptance": {"expected-statuses": ["2xx", "3xx", "401", "403", "404", "409", "412", "422", "428"]},
    # A tag that is none is not the record's.
    "negative_data_rejection": {
        "expected-statuses": ["400", "401", "403", "404", "405", "406", "412", "413", "415", "422", "428"]
    },
}


@pytest.fixture
def owner(site: Any, identity: str) -> Any:
    """Return whose token is sent along."""
    roles = () if identity == "superuser" else ("Curator", "Reviewer", "Editor")
    return person("cora", *roles, is_superuser=identity == "superuser")


@pytest.fixture
def headers(owner: Any, identity: str) -> dict[str, str]:
    """Return the headers that say who asks."""
    scopes = IDENTITIES[identity]
    return {"Authorization": f"Bearer {program(owner, *scopes).words}"} if scopes else {}


@pytest.fixture
def drafts(owner: Any) -> None:
    """Draft claims, the owner's and somebody else's, and submit half of them."""
    example = json.loads(EXAMPLES.read_text())["ClaimDraft"]
    for number, author in enumerate([owner, person("olga", "Curator")] * 2):
        draft = {**example, "statement": f"Draft {number} of a claim."}
        made = program(author).post("claims/", draft).json()
        if number > 1:
            program(author).act(f"claims/{made['slug']}/", "submit")


@pytest.fixture
def described(client: Any, site: Any) -> dict[str, Any]:
    """Return the API's description with what only the database knows: which slugs and numbers there are."""
    document: dict[str, Any] = client.get("/api/schema/?format=json").json()
    public, all_there = _keys(models.Claim.objects.published()), _keys(models.Claim.objects.order_by("-pk")[:8])
    for path, of in document["paths"].items():
        noun = path.removeprefix("/api/v1/").removeprefix("desk/").partition("/")[0]
        keys = all_there if "/desk/" in path else public
        for operation in of.values():
            for asked in operation.get("parameters", ()):
                _name(asked["schema"], keys.get(noun if asked["in"] == "path" else asked["name"]))
    for schema in document["components"]["schemas"].values():
        if schema.get("additionalProperties") is False:
            for name, asked in schema["properties"].items():
                _name(asked, all_there.get(name))
    return document


def _name(schema: dict[str, Any], keys: list[Any] | None) -> None:
    """Let a schema of a slug or number take only those that there are."""
    one = schema.get("items", schema)
    if keys and "enum" not in one:
        one.clear()
        one["enum"] = keys


def _keys(claims: Any) -> dict[str, list[Any]]:
    """Return the keys of some claims and of all else that is published, by noun and by what else names them."""
    rows = {
        "series": models.Series.objects.all(),
        "episodes": models.Episode.objects.all(),
        "speakers": models.Speaker.objects.all(),
        "topics": models.Topic.objects.all(),
        "claims": claims,
        "sources": models.Source.objects.all(),
        "passages": models.Passage.objects.all(),
    }
    numbered = {
        "stances": models.Stance.objects.published(),
        "relations": models.Relation.objects.published(),
        "contrasts": models.Contrast.objects.all(),
    }
    keys: dict[str, list[Any]] = {noun: list(found.values_list("slug", flat=True)) for noun, found in rows.items()}
    keys |= {noun: list(found.values_list("pk", flat=True)) for noun, found in numbered.items()}
    also = {"x": "topics", "y": "topics", "from": "claims", "to": "claims", "asserter": "speakers"}
    also |= {noun.removesuffix("s"): noun for noun in rows}
    keys["theme"] = [theme.slug for theme in models.Topic.objects.count_by_theme() if theme.label]
    return {**keys, **{name: keys[noun] for name, noun in also.items()}, "If-Match": ["*", '"v1"', '"v0"']}


def makes_sense(_: Any, case: Any) -> bool:
    """Whether a request keeps to what no schema can say: two topics that differ, something to search for, a word."""
    query = case.query if isinstance(case.query, dict) else {}
    if case.operation.path == "/api/v1/compass/":
        return query.get("x") != query.get("y")
    if case.operation.path == "/api/v1/said/":
        return any(char.isalnum() for char in str(query.get("q") or ""))
    return case.operation.path != "/api/v1/search/" or bool(str(query.get("q") or "").strip())


@pytest.fixture
def _afresh(drafts: None, headers: dict[str, str]) -> Iterator[None]:
    """Let every request find the corpus as it was, but those that follow upon each other.

    Else what one deletes early would be missing for all the rest.
    """
    connection = connections["default"]
    corpus = connection.savepoint()

    def afresh(_: Any, case: Any, kwargs: Any) -> None:
        if case.meta.phase.name != TestPhase.STATEFUL:
            connection.savepoint_rollback(corpus)

    schemathesis.hook("before_call")(afresh)
    yield
    unregister(afresh)


def ask(document: dict[str, Any], address: str, headers: dict[str, str]) -> tuple[Counter[int], list[str]]:
    """Make the requests and return how many answers had which status, and everything that is wrong with them."""
    options: dict[str, Any] = {"seed": SEED, "base-url": address, "headers": headers, "checks": CHECKS}
    options["generation"] = {"max-examples": EACH, "database": "none"}
    schema = schemathesis.openapi.from_dict(document, config=SchemathesisConfig.from_dict(options))
    schema.hook("filter_case")(makes_sense)
    statuses, wrong = Counter[int](), []
    for event in from_schema(schema).execute():
        if isinstance(event, (events.NonFatalError, events.FatalError)):
            wrong.append(str(event))
        if not isinstance(event, events.ScenarioFinished):
            continue
        statuses.update(one.response.status_code for one in event.recorder.interactions.values() if one.response)
        for checks in event.recorder.checks.values():
            found = [check.failure_info for check in checks if check.failure_info]
            wrong += [f"{event.recorder.label}: {one.failure}\n{one.code_sample}" for one in found]
    return statuses, wrong


@pytest.mark.usefixtures("_afresh")
@pytest.mark.parametrize("identity", ASKED)
def test_every_answer_to_made_up_requests_is_as_described(described, address, headers, identity):
    if headers:  # nothing else reads them
        described["paths"] = {path: of for path, of in described["paths"].items() if "/desk/" in path}
    statuses, wrong = ask(described, address, headers)
    assert not wrong, "\n\n".join(dict.fromkeys(wrong))
    assert sum(statuses.values()) >= LEAST
    assert SEEN[identity] <= set(statuses)


def test_an_answer_that_is_not_described_is_found(described, address):
    paths = {"/api/v1/series/": described["paths"]["/api/v1/series/"]}
    del described["components"]["schemas"]["Series"]["properties"]["title"]
    described["components"]["schemas"]["Series"]["additionalProperties"] = False
    _, wrong = ask({**described, "paths": paths}, address, {})
    assert any("title" in one for one in wrong)
