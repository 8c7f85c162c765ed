"""The description of the API in OpenAPI 3.1: the answers, the refusals, and what the numbers mean."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.generics import GenericAPIView

DESCRIPTION = """\
What AI researchers say on a topic, side by side, with the exact words behind every line.
[Twelve recipes](/api/recipes/) show how to ask, in curl and in Python.

**The scale.** A position is a whole number from −2 to +2: −2 is firmly the topic's *first* pole (`poles[0]`), +2 firmly
its *second* (`poles[1]`), 0 in between. The sign says which pole, never which is right. Codes other than `position`
have no number: `position` is null. Positions are a curator's reading of public sources, as they stood when recorded.

**Offsets.** `start`, `end` and `length` count Unicode code points of the source's `text`, from 0, `end` exclusive:
`text[start:end]` in Python. JavaScript's strings count UTF-16 units instead. Times are seconds from the beginning of
the recording.

**Rights.** The words of the sources belong to those who spoke or published them; each source says so in `rights`.
Where `text` of a source or passage is null, its rights leave only the short quotations of the evidence. Quote with the
chain: whose view (`speaker`), who says so (`asserter`), and in which `source`.

**Reading.** No key is needed, and no credentials are read; any website may ask. Answers have an `ETag`: send it back in
`If-None-Match`, and 304 says that nothing changed. Who asks too often gets 429 with `Retry-After` in seconds. Errors
are problem details (RFC 9457). Only what is published is here. `as_of` rebuilds a comparison as of a day.

**Writing.** Everything under `/api/v1/desk/` takes a token (`Authorization: Bearer …`), which curators make in the
admin, and nothing else does. A token opens what its owner's roles and its own scopes both allow. There records are
shown whatever their status; answers are kept by no cache. Quotations are sent in words and found in their source: 422
says of each whether it is `missing` or `ambiguous`, and in how many places it stands. A change sends back in `If-
Match` the `ETag` with which the record was read; 412 says who was faster. Nothing is half-saved.
"""

REFUSALS = {
    "400": "A parameter cannot be understood; `errors` names it.",
    "404": "There is nothing at this address.",
    "406": "The answer has no such media type.",
    "429": "Too many requests; `Retry-After` says in how many seconds to ask again.",
    "500": "The fault is on this side.",
}
"""The refusals that any operation may answer with, as problem details."""

LARGEST_COLUMNS = {2**15 - 1, 2**31 - 1, 2**63 - 1}
"""The largest numbers of the database's small, ordinary and big whole-number columns."""


def describe_parameter(name: str, description: str, kind: Any = str, *, required: bool = False) -> OpenApiParameter:
    """Return a parameter of the address with its description."""
    return OpenApiParameter(name, kind, description=description, required=required)


Content = dict[str, Any]


def describe_array(one: Content, *, least: int = 0) -> Content:
    """Return the schema of a parameter that takes several values of one schema, at least ``least``."""
    return {"type": "array", "items": one, **({"minItems": least} if least else {})}


def describe_list_parameter(name: str, description: str, one: Content, *, least: int = 0) -> OpenApiParameter:
    """Return a parameter that takes several values, separated by commas: ``a,b``."""
    return OpenApiParameter(name, describe_array(one, least=least), description=description, explode=False)


SLUG = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}
AS_OF = describe_parameter(
    "as_of", "As of a day: only what was said or written on that day or before.", OpenApiTypes.DATE
)
SPEAKERS = describe_list_parameter(
    "speakers", "Slugs, `a,b`, in the order asked for; all guests where it is not named.", SLUG
)
FIELDS = "fields"
PAGE = {"type": "integer", "minimum": 1, "default": 1}
PAGE_SIZE = {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}

EXAMPLES = Path(__file__).with_name("examples.json")
"""One example answer for each schema, by its name, from the corpus that comes with the site; its lists are short."""


class RefusalSerializer(serializers.Serializer[Any]):
    """The refusal of one parameter, or of one field of a body."""

    parameter = serializers.CharField(help_text="The parameter or field, as `evidence.0.exact`; empty for all of it.")
    detail = serializers.CharField()
    code = serializers.CharField(
        required=False, help_text="Of a quotation: `missing`, `ambiguous`, `too-long` or `outside-passages`."
    )
    count = serializers.IntegerField(required=False, help_text="Of a quotation: how often its words stand there.")


class ProblemSerializer(serializers.Serializer[Any]):
    """An error as programs read it (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="What is wrong and what to do.")
    errors = RefusalSerializer(many=True)  # type: ignore[assignment]  # the member of RFC 9457, not the base's


class OperationSchema(AutoSchema):
    """Describes one operation, with the refusals that all operations share."""

    def get_override_parameters(self) -> list[Any]:
        """Return the parameters, with ``fields`` where the answer is records or one of them."""
        if not isinstance(self.view, GenericAPIView) or getattr(self.view, "action", "") not in {"list", "retrieve"}:
            return super().get_override_parameters()
        shape: Any = self.view.get_serializer_class()()
        known = {"type": "string", "enum": list(shape.fields)}
        return [describe_list_parameter(FIELDS, "Only these, `slug,url`; all where it is not named.", known, least=1)]

    def _is_list_view(self, serializer: Any = None) -> bool:
        """Return whether the answer is a list; only views of records have lists, others answer with one object."""
        return isinstance(self.view, GenericAPIView) and super()._is_list_view(serializer)

    def _get_response_bodies(self, direction: Any = "response") -> Content:
        """Return the answers by status, refusals included."""
        problem = {"application/problem+json": {"schema": self.resolve_serializer(ProblemSerializer, direction).ref}}
        bodies = self._add_headers(super()._get_response_bodies(direction))
        refusals: Content = {
            status: {"description": text, "content": problem} for status, text in sorted(self._list_refusals().items())
        }
        refusals["429"]["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds."}}
        return {**bodies, **refusals}

    def _list_refusals(self) -> dict[str, str]:
        """Return the refusals that the operation may answer with, by status."""
        return REFUSALS

    def _add_headers(self, bodies: Content) -> Content:
        """Return the answers with their headers, and with 304."""
        for body in bodies.values():
            body["headers"] = {"ETag": {"schema": {"type": "string"}, "description": "Send it in `If-None-Match`."}}
        return {**bodies, "304": {"description": "Nothing changed since the `ETag` sent along."}}

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        """Return the schema of a serializer, closed to other fields where the serializer ``is_closed``."""
        schema = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        if getattr(serializer, "is_closed", False):
            schema["additionalProperties"] = False
        return schema


def explain_schema(result: Content, **_: Any) -> Content:
    """Add the text of the API, the examples of schemas and what no type can say to the finished description."""
    result["info"]["description"] = DESCRIPTION
    for name in set(_list_sparse_schemas(result)):
        del result["components"]["schemas"][name]["required"]
    for name, example in json.loads(EXAMPLES.read_text()).items():
        result["components"]["schemas"][name]["examples"] = [example]
    for schema in result["components"]["schemas"].values():
        for shape in schema.get("properties", {}).values():
            _forget_columns(shape)
    return result


def keep_versioned_endpoints(endpoints: Iterable[tuple[str, Any, Any, Any]]) -> list[tuple[str, Any, Any, Any]]:
    """Keep the endpoints under ``/api/v1/``; those of pages' data give the same answers again."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]


def _forget_columns(shape: Content) -> None:
    """Delete the bounds of a whole number that come from the database's column, not from its meaning."""
    if abs(shape.get("maximum", 0)) in LARGEST_COLUMNS:
        del shape["maximum"]
        shape.pop("format", None)
    if -shape.get("minimum", 0) - 1 in LARGEST_COLUMNS:
        del shape["minimum"]


def _list_sparse_schemas(result: Content) -> Iterator[str]:
    """Yield the names of the schemas whose fields ``fields`` can leave out."""
    for operations in result["paths"].values():
        for operation in operations.values():
            if any(parameter["name"] == FIELDS for parameter in operation.get("parameters", ())):
                schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
                name = schema["$ref"].rpartition("/")[2]
                rows = result["components"]["schemas"][name]["properties"].get("results")
                yield rows["items"]["$ref"].rpartition("/")[2] if rows else name
