"""Documents, imported as from the command line; and whose token it is."""

import re
from pathlib import PurePath
from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from explorer.api.desk.bases import AtTheDesk, read
from explorer.api.desk.shown import HolderSerializer, ImportedSerializer
from explorer.api.desk.written import ImportSerializer
from explorer.api.errors import TooLargeError
from explorer.api.parsers import DocumentParser
from explorer.api.tokens import TokenRequirement
from explorer.coding.scopes import Scope
from explorer.documents.source_import import SourceDescription, import_source

EXTENSION = re.compile("[a-z0-9]{1,8}")
DESCRIBED = ("slug", "title", "writer", "publisher", "url", "rights")


class DeskSources(AtTheDesk, ViewSet):
    """Documents to import; once they are, readers see them."""

    parser_classes = [DocumentParser]
    needs = {"create": TokenRequirement((Scope.DRAFT,), "explorer.add_source")}

    @extend_schema(request=ImportSerializer, responses={200: ImportedSerializer, 201: ImportedSerializer})
    def create(self, request: Request) -> Response:
        """Import a document into an episode: 201 where it is new, 200 where the episode holds these bytes already."""
        data = read(ImportSerializer, request).validated_data
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
            by=request.user,
        )
        shown = ImportedSerializer(report).data
        code = status.HTTP_201_CREATED if report.is_new else status.HTTP_200_OK
        return Response(shown, status=code, headers={"Location": shown["url"]})


class DeskRoot(AtTheDesk):
    """Whose token it is."""

    @extend_schema(responses=HolderSerializer, operation_id="desk_retrieve")
    def get(self, request: Request) -> Response:
        """Return the account, and what the token opens until when."""
        return Response(HolderSerializer(request).data)
