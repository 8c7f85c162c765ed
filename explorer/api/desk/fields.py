"""Fields of bodies: slugs of records, codes, texts and numbers."""

from typing import Any

from django.core.validators import slug_re
from django.db.models import Model, QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from explorer.coding.vocabulary import Bearing, Code
from explorer.text import shorten


@extend_schema_field({"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"})
class RecordField(serializers.Field[Any, str, str, Any]):
    """A record by its slug; a body that names a record often costs one query for it."""

    def __init__(self, rows: QuerySet[Any], **options: Any) -> None:
        super().__init__(**options)
        self.rows = rows

    def to_internal_value(self, data: object) -> Model:
        """Return the record; raises ValidationError where none has the slug."""
        slug = data if isinstance(data, str) and slug_re.match(data) else ""
        found: dict[Any, Model | None] = self.context["records"]
        key = (self.rows.model, slug)
        if key not in found:
            found[key] = self.rows.filter(slug=slug).first()
        if (row := found[key]) is None:
            name = self.rows.model._meta.verbose_name
            raise serializers.ValidationError(f"There is no {name} “{shorten(str(data), 100)}”; give a slug.")
        return row

    def to_representation(self, value: Any) -> str:
        return str(value.slug)


class CodeChoiceField(serializers.ChoiceField):
    """A code of a closed list."""

    def __init__(self, codes: type[Code], **options: Any) -> None:
        super().__init__(choices=codes.choices(), **options)
        self.codes = codes

    def to_internal_value(self, data: Any) -> Any:
        """Return the member of the enumeration."""
        return self.codes(super().to_internal_value(data))


class TextField(serializers.CharField):
    """A text; an empty one is refused unless ``allow_blank`` is set, and so is a number."""

    def __init__(self, **options: Any) -> None:
        if not options.get("allow_blank"):
            options["min_length"] = 1
        super().__init__(**options)

    def to_internal_value(self, data: Any) -> str:
        """Return the text; raises ValidationError for any other type."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class VerbatimField(TextField):
    """Words of a document, with their outer white space, which may tell two places apart."""

    def __init__(self, **options: Any) -> None:
        super().__init__(trim_whitespace=False, **options)


class WholeNumberField(serializers.IntegerField):
    """A whole number; JSON may write it as 1.0, and neither a text nor a Boolean is taken for one."""

    def to_internal_value(self, data: Any) -> int:
        """Return the number; raises ValidationError for anything else."""
        if not isinstance(data, (int, float)) or isinstance(data, bool):
            self.fail("invalid")
        return super().to_internal_value(data)


@extend_schema_field(
    {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": "^[-a-zA-Z0-9_]+$"},
        "additionalProperties": {"type": "string", "enum": [bearing.value for bearing in Bearing]},
    }
)
class BearingsField(serializers.DictField):
    """The bearing of a claim on each of its topics, by the topic's slug."""

    def __init__(self, **options: Any) -> None:
        super().__init__(child=CodeChoiceField(Bearing), allow_empty=False, **options)


@extend_schema_field(
    {
        "type": "object",
        "propertyNames": {"pattern": "^[-a-zA-Z0-9_]+$"},
        "additionalProperties": {"type": ["string", "null"]},
    }
)
class PointsField(serializers.DictField):
    """The points that a claim answers, by the slugs of their topics; null takes a point away."""

    def __init__(self, **options: Any) -> None:
        super().__init__(child=TextField(allow_null=True, max_length=100), **options)
