"""Thousands of requests made up by schemathesis, well formed and not: every answer is as described, none is a 500."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from explorer import models

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

LEAST = 2000
"""How many requests are made at least."""

EACH = 20
"""How many are made up at random for each address, beside those that its description leads to by itself."""

IDENTITIES: dict[str, Callable[[], dict[str, str]]] = {"anonymous": dict}
"""Who asks, with what makes the headers that say so."""

Answers = list[tuple[str, Any]]


@pytest.fixture
def described(client: Any, site: Any) -> dict[str, Any]:
    """Return the API's description with what only the database knows: which slugs and numbers there are."""
    document: dict[str, Any] = client.get("/api/schema/?format=json").json()
    keys = _keys()
    operations = [(path, operation) for path, of in document["paths"].items() for operation in of.values()]
    for path, operation in operations:
        for asked in operation.get("parameters", ()):
            noun = path.removeprefix("/api/v1/").removeprefix("desk/").partition("/")[0]
            name = noun if asked["in"] == "path" else asked["name"]
            one = asked["schema"].get("items", asked["schema"])
            if name in keys and "enum" not in one:
                one.clear()
                one["enum"] = keys[name]
    return document


def _keys() -> dict[str, list[Any]]:
    """Return the keys of everything that is published, by noun and by what parameters call it."""
    rows = {
        "series": models.Series.objects.all(),
        "episodes": models.Episode.objects.all(),
        "speakers": models.Speaker.objects.all(),
        "topics": models.Topic.objects.all(),
        "claims": models.Claim.objects.published(),
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
    return {**keys, **{noun.removesuffix("s"): keys[noun] for noun in rows}, "x": keys["topics"], "y": keys["topics"]}


def makes_sense(_: Any, case: Any) -> bool:
    """Whether a request keeps to what no schema can say: two topics that differ, something to search for."""
    query = case.query if isinstance(case.query, dict) else {}
    if case.operation.path == "/api/v1/compass/":
        return query.get("x") != query.get("y")
    return case.operation.path != "/api/v1/search/" or bool(str(query.get("q") or "").strip())


def ask(document: dict[str, Any], site: Any, headers: dict[str, str], seed: int) -> tuple[Counter[int], list[str]]:
    """Make the requests and return how many answers had which status, and everything that is wrong with them."""
    options = {"seed": seed, "headers": headers, "generation": {"max-examples": EACH, "database": "none"}}
    schema = schemathesis.openapi.from_dict(document, config=SchemathesisConfig.from_dict(options))
    schema.app = site
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


@pytest.mark.parametrize("identity", IDENTITIES)
def test_every_answer_to_made_up_requests_is_as_described(described, site, identity):
    statuses, wrong = ask(described, site, IDENTITIES[identity](), seed=1)
    assert not wrong, "\n\n".join(dict.fromkeys(wrong))
    assert sum(statuses.values()) >= LEAST
    assert {200, 400, 404, 405} <= set(statuses)


def test_an_answer_that_is_not_described_is_found(described, site):
    paths = {"/api/v1/series/": described["paths"]["/api/v1/series/"]}
    del described["components"]["schemas"]["Series"]["properties"]["title"]
    described["components"]["schemas"]["Series"]["additionalProperties"] = False
    _, wrong = ask({**described, "paths": paths}, site, {}, seed=1)
    assert any("title" in one for one in wrong)
