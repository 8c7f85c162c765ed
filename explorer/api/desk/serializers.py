"""Serializers that the bodies and answers of the desk share: unknown fields are refused, open acts are listed."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from explorer.api.errors import UnprocessableError, flatten_errors
from explorer.coding.review_permissions import Act
from explorer.curation.review import list_acts
from explorer.models import Claim, Stance
from explorer.text import join_words, shorten

WHOSE = "The author's account, null where the record was loaded from a folder."


class BodySerializer(serializers.Serializer[Any]):
    """A body that refuses fields it does not know."""

    is_closed = True

    def is_valid(self, *, raise_exception: bool = False) -> bool:
        """Return whether every field is valid, or raise UnprocessableError with the refusals by field."""
        is_valid = super().is_valid()
        if raise_exception and not is_valid:
            raise UnprocessableError(refusals=flatten_errors(self.errors))
        return is_valid

    def to_internal_value(self, data: Any) -> Any:
        """Return the validated body; raises ValidationError for unknown fields."""
        if isinstance(data, Mapping):
            known = join_words(list(self.fields), "and")
            if unknown := [str(name) for name in data if name not in self.fields]:
                raise serializers.ValidationError(
                    {shorten(name, 40): [f"This is not written here; write {known}."] for name in unknown[:10]}
                )
        return super().to_internal_value(data)

    def to_representation(self, instance: Any) -> Any:
        """Return the record that was written, as the view shows it."""
        return self.context["view"].show(instance)


@extend_schema_field({"type": "array", "items": {"type": "string", "enum": [act.value for act in Act]}})
class ActsField(serializers.Field[Any, Any, list[str], Any]):
    """The acts of review that the requesting user may perform."""

    def __init__(self, source: str = "*") -> None:
        super().__init__(source=source, read_only=True)

    def to_representation(self, value: Claim | Stance) -> list[str]:
        return [act.value for act in list_acts(value, by=self.context["request"].user)]
