"""The W3C's own judgement of annotations: its JSON-LD context, and its schemas of what the model demands."""

import json
from pathlib import Path

from jsonschema import Draft4Validator
from pyld import jsonld
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

DATA = Path(__file__).parents[1] / "data" / "web-annotation"
CONTEXT = json.loads((DATA / "anno.jsonld").read_text())
MUSTS = json.loads((DATA / "musts.json").read_text())
SCHEMAS = Registry().with_resources(
    (name, Resource.from_contents(schema, default_specification=DRAFT4))
    for name, schema in MUSTS["definitions"].items()
)


def _from_here(url, options):
    """Load the context from the test's data, and nothing from anywhere else."""
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {"contextUrl": None, "documentUrl": url, "document": CONTEXT, "contentType": "application/ld+json"}


def expand(document):
    """Return a document as statements about addresses, by the JSON-LD processor of another house."""
    return jsonld.expand(document, {"documentLoader": _from_here})


def offences(kind, document):
    """Return what an ``annotation``, ``collection`` or ``page`` must be and is not, by the schemas' messages."""
    found = []
    for name, schema in MUSTS[kind].items():
        resource = Resource.from_contents(schema, default_specification=DRAFT4)
        schemas = SCHEMAS.with_resource(schema["id"], resource)
        expected = schema.get("expectedResult", "valid") == "valid"
        if Draft4Validator(schema, registry=schemas).is_valid(document) is not expected:
            found.append(schema.get("errorMessage", name))
    return found
