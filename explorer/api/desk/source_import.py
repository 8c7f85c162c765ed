"""The import of documents, by the same steps as the command."""

import re
from pathlib import PurePath
from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from explorer.api.desk.fields import CodeChoiceField, TextField
from explorer.api.desk.serializers import BodySerializer
from explorer.api.desk.viewsets import DeskView
from explorer.api.errors import TooLargeError
from explorer.api.parsers import DocumentParser
from explorer.api.serializers.episodes import AppearanceSerializer
from explorer.api.serializers.fields import RecordAddress, SlugReference
from explorer.api.tokens import TokenRequirement
from explorer.coding.scopes import Scope
from explorer.coding.vocabulary import Format
from explorer.containers.encodings import Encoding
from explorer.documents.source_import import ImportReport, SourceDescription, import_source

EXTENSION = re.compile("[a-z0-9]{1,8}")
DESCRIBED = ("slug", "title", "writer", "publisher", "url", "rights")


class ImportSerializer(BodySerializer):
    """A document as it was obtained, with its description; missing parts are taken from it or its episode."""

    file = serializers.FileField(max_length=255)
    episode = TextField(max_length=100, help_text="The slug of the episode that it is about.")
    format = CodeChoiceField(Format, required=False, help_text="Detected where it is not named.")
    host = TextField(
        max_length=200,
        required=False,
        allow_blank=True,
        help_text="Who asks: a label of the document, a name or a slug.",
    )
    encoding = CodeChoiceField(
        Encoding, required=False, help_text="What the document is in, where that is not UTF-8 and was recognised."
    )
    slug = TextField(max_length=100, required=False, allow_blank=True)
    title = TextField(max_length=200, required=False, allow_blank=True)
    writer = TextField(max_length=200, required=False, allow_blank=True)
    publisher = TextField(max_length=200, required=False, allow_blank=True)
    url = TextField(max_length=500, required=False, allow_blank=True)
    rights = TextField(max_length=2000, required=False, allow_blank=True)


class ImportedSerializer(serializers.Serializer[ImportReport]):
    """The result of an import; ``is_new`` is false where the episode held these bytes already."""

    source = SlugReference()  # type: ignore[assignment]  # the noun, not the field's option
    url = RecordAddress("api-source-detail")
    is_new = serializers.BooleanField()
    kinds = serializers.DictField(child=serializers.IntegerField(), help_text="How many passages there are of a kind.")
    warnings = serializers.ListField(child=serializers.CharField())
    appearances = AppearanceSerializer(many=True, help_text="The parts in the episode that it gave.")

    def to_representation(self, instance: ImportReport) -> dict[str, Any]:
        fields = self.fields
        return {
            "source": instance.source.slug,
            "url": fields["url"].to_representation(instance.source.slug),
            "is_new": instance.is_new,
            "kinds": instance.kinds,
            "warnings": list(instance.warnings),
            "appearances": fields["appearances"].to_representation(instance.appearances),
        }


class DeskSourcesViewSet(DeskView, ViewSet):
    """Imports of documents, which readers see at once."""

    parser_classes = [DocumentParser]

    @property
    def need(self) -> TokenRequirement | None:
        """The requirement of an import, None for other actions."""
        return TokenRequirement((Scope.DRAFT,), "explorer.add_source") if self.action == "create" else None

    @extend_schema(request=ImportSerializer, responses={200: ImportedSerializer, 201: ImportedSerializer})
    def create(self, request: Request) -> Response:
        """Import a document into an episode: 201 where it is new, 200 where the episode holds these bytes already."""
        body = ImportSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        data = body.validated_data
        if data["file"].size > settings.LARGEST_DOCUMENT:
            raise TooLargeError(f"The document is larger than {settings.LARGEST_DOCUMENT} bytes.")
        extension = PurePath(data["file"].name).suffix.lstrip(".").lower()
        described: dict[str, Any] = {name: data.get(name, "") for name in DESCRIBED}
        report = import_source(
            data["file"].read(),
            episode_slug=data["episode"],
            format_name=data.get("format"),
            description=SourceDescription(
                **described, extension=extension if EXTENSION.fullmatch(extension) else "txt"
            ),
            hosts=[data["host"]] if data.get("host") else [],
            encoding=data.get("encoding"),
            by=request.user,
        )
        answer = ImportedSerializer(report).data
        code = status.HTTP_201_CREATED if report.is_new else status.HTTP_200_OK
        return Response(answer, status=code, headers={"Location": answer["url"]})
