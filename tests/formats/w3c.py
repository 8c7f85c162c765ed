"""The W3C's validation of annotations: its JSON-LD context, and its schemas of the model's requirements."""

import json
from pathlib import Path

from jsonschema import Draft4Validator
from pyld import jsonld
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

DATA = Path(__file__).parent / "w3c-data"
CONTEXT = json.loads((DATA / "anno.jsonld").read_text())
MUSTS = json.loads((DATA / "musts.json").read_text())
KINDS = ("annotation", "collection", "page")


def _resources():
    yield from MUSTS["definitions"].items()
    yield from ((schema["id"], schema) for kind in KINDS for schema in MUSTS[kind].values())


SCHEMAS = (
    Registry()
    .with_resources(
        (name, Resource.from_contents(schema, default_specification=DRAFT4)) for name, schema in _resources()
    )
    .crawl()
)
CHECKS = {
    kind: [(Draft4Validator(schema, registry=SCHEMAS), schema) for schema in MUSTS[kind].values()] for kind in KINDS
}


def _from_here(url, options):
    """Load the context from the test's data, and refuse every other address."""
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {"contextUrl": None, "documentUrl": url, "document": CONTEXT, "contentType": "application/ld+json"}


def expand(document):
    """Return a document as statements about addresses, by an independent JSON-LD processor."""
    return jsonld.expand(document, {"documentLoader": _from_here})


def offences(kind, document):
    """Return the schema errors of an ``annotation``, ``collection`` or ``page``."""
    return [
        schema.get("errorMessage", schema["title"])
        for check, schema in CHECKS[kind]
        if check.is_valid(document) is not (schema.get("expectedResult", "valid") == "valid")
    ]
