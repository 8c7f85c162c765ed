"""Fields that many serializers share: references and addresses."""

from typing import Any

from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from explorer.coding.vocabulary import Code


@extend_schema_field(OpenApiTypes.STR)
class SlugReference(serializers.SlugRelatedField[Model]):
    """The slug of another row."""

    def __init__(self, **options: Any) -> None:
        super().__init__(slug_field="slug", read_only=True, **options)


@extend_schema_field(OpenApiTypes.URI)
class PageAddress(serializers.Field[Any, Any, str, Model]):
    """The absolute address of a record's page."""

    def __init__(self) -> None:
        super().__init__(source="get_absolute_url", read_only=True)

    def to_representation(self, value: str) -> str:
        return f"{settings.PUBLIC_URL}{value}"


@extend_schema_field(OpenApiTypes.URI)
class RecordAddress(serializers.Field[Any, Any, str, Model]):
    """The absolute address of a record in this API, from the name of its route."""

    def __init__(self, route: str) -> None:
        super().__init__(source="slug", read_only=True)
        self.route = route

    def to_representation(self, value: str) -> str:
        return f"{settings.PUBLIC_URL}{reverse(self.route, args=[value])}"


class CodeField(serializers.ChoiceField):
    """A code of a closed list; with ``allow_null``, an empty code is null."""

    def __init__(self, codes: type[Code], **options: Any) -> None:
        super().__init__(choices=codes.choices(), read_only=True, **options)

    def to_representation(self, value: str) -> str | None:  # type: ignore[override]  # its base knows no null
        return str(value) or None
