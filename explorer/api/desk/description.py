"""The description of the desk: the tokens, conditions and refusals of each operation."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from explorer.api.desk.repetition import HEADER
from explorer.api.schema import Content, OperationSchema
from explorer.coding.review_permissions import Act

IF_MATCH = OpenApiParameter(
    "If-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The `ETag` with which the record was read; `*` for whatever it is now. Without it the answer is 428.",
)
NAMED = OpenApiParameter(
    HEADER,
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="A name of yours for this addition, such as a UUID: sent again within a day, it adds nothing and is "
    "answered as before.",
)
ACT = OpenApiParameter("act", OpenApiTypes.STR, OpenApiParameter.PATH, enum=[act.value for act in Act])

DOOR = {
    "401": "No token that holds was sent.",
    "403": "The token has not the scope, or its owner not the role, or the record is somebody else's.",
}
CONDITIONS = {
    "412": "Somebody was faster: the record is not what `If-Match` says; `detail` names who and when.",
    "428": "`If-Match` is missing.",
}
BODY = {
    "413": "More was sent than is read.",
    "415": "What was sent has another media type than this takes.",
    "422": "What was sent is refused; `errors` names each field, of a quotation with `code` and `count`.",
}

UNSEEN = {"409": "The claim was not read for review by this account, or was changed since; `detail` says what to do."}

EQUAL = {"409": "An equal claim is there already; `Location` is its address."}

DESCRIPTIONS = {
    "retrieve": "Return a record, with the tag that a change has to send back.",
    "create": "Add a record.",
    "partial_update": "Change a record that nobody has changed since it was read.",
    "destroy": "Delete a record that nobody has changed since it was read.",
}


class DeskOperation(OperationSchema):
    """Describes one operation at the desk."""

    def get_override_parameters(self) -> list[Any]:
        """Return the parameters, with ``If-Match`` for every change and ``Idempotency-Key`` for additions."""
        act = [ACT] if self._action == "act" else []
        named = [NAMED] if self._action == "create" and hasattr(self.view, "body_class") else []
        return [*super().get_override_parameters(), *act, *([IF_MATCH] if self._is_change else []), *named]

    def get_operation_id(self) -> str:
        """Return the name of the operation, which tells acts from additions: both are sent by POST."""
        name: str = super().get_operation_id()
        return f"{name.removesuffix('_create')}_act" if self._action == "act" else name

    def get_description(self) -> str:  # type: ignore[override]  # the library's own signature
        description: str = super().get_description()
        return DESCRIPTIONS.get(self._action, description) if hasattr(self.view, "body_class") else description

    def get_request_serializer(self) -> Any:
        """Return the serializer of the body, which differs from that of the answer."""
        return getattr(self.view, "body_class", None) or super().get_request_serializer()

    def _map_serializer_field(self, field: Any, *args: Any, **options: Any) -> Any:
        """Return the schema of a field, with bounds for a list of records as well, which the library leaves out."""
        schema: Content = super()._map_serializer_field(field, *args, **options)  # type: ignore[no-untyped-call]
        if getattr(field, "many", False):
            bounds = {"minItems": field.min_length, "maxItems": field.max_length}
            schema |= {name: bound for name, bound in bounds.items() if bound is not None}
        return schema

    @property
    def _action(self) -> str:
        return getattr(self.view, "action", None) or ""

    @property
    def _is_change(self) -> bool:
        return self.method in {"PATCH", "DELETE"} or self._action == "act"

    def _list_refusals(self) -> dict[str, str]:
        changing = CONDITIONS if self._is_change else {}
        writing = BODY if self.method in {"POST", "PATCH"} else {}
        deleting = {"422": "Readers may have cited it."} if self.method == "DELETE" else {}
        acting = UNSEEN if self._action == "act" else {}
        adding = EQUAL if self._action == "create" and hasattr(self.view, "body_class") else {}
        return {**super()._list_refusals(), **DOOR, **changing, **writing, **deleting, **acting, **adding}

    def _add_headers(self, bodies: Content) -> Content:
        """Return the answers; those that show one record with their headers."""
        place = {"schema": {"type": "string", "format": "uri"}, "description": "Where the record is read."}
        for status, body in bodies.items():
            headers = {}
            if hasattr(self.view, "body_class") and self._action != "list" and status != "204":
                headers["ETag"] = {"schema": {"type": "string"}, "description": "Send it in `If-Match` of a change."}
            if self._action == "create":
                headers["Location"] = place
            if headers:
                body["headers"] = headers
        return bodies
