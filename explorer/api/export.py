"""The whole public corpus in one answer: as lines of JSON, and as the corpus folder in a zip."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from explorer.api import serializers, views
from explorer.corpus.dump import render_public_files
from explorer.corpus_format.archive import stream_archive
from explorer.debate.stances import assess_stances
from explorer.models import Source

AT_ONCE = 200
"""The number of rows that are held at a time."""

WHOLE_AT_ONCE = 10
"""The number of rows with a whole text that are held at a time."""


class SourcesWithText(views.SourceViewSet):
    """Sources with their text, which is null where it may not be shown."""

    queryset = Source.objects.to_export()
    serializer_class = serializers.SourceTextSerializer


NOUNS: Mapping[str, type[views.ReadOnlyRecordViewSet]] = {
    "series": views.SeriesViewSet,
    "speaker": views.SpeakerViewSet,
    "topic": views.TopicViewSet,
    "episode": views.EpisodeViewSet,
    "source": SourcesWithText,
    "passage": views.PassageViewSet,
    "claim": views.ClaimViewSet,
    "stance": views.StanceViewSet,
    "relation": views.RelationViewSet,
    "contrast": views.ContrastViewSet,
}
"""The kinds of lines, in an order in which no line refers to a later one."""


class JsonLinesRenderer(BaseRenderer):
    """Names the media type of JSON Lines (jsonlines.org): one JSON object on each line."""

    media_type = "application/x-ndjson"
    format = "ndjson"
    charset = None


class ZipRenderer(BaseRenderer):
    """Names the media type of an archive."""

    media_type = "application/zip"
    format = "zip"
    charset = None


class ExportView(APIView):
    """The public corpus, one record a line: ``type`` and the fields that the record has at its own address.

    Sources come with their text, null where their rights leave only the quotations.
    """

    renderer_classes = [JsonLinesRenderer]

    @extend_schema(operation_id="export", responses={(200, JsonLinesRenderer.media_type): OpenApiTypes.STR})
    def get(self, request: Request) -> StreamingHttpResponse:  # noqa: ARG002  (REST framework's signature)
        response = StreamingHttpResponse(_render_lines(), content_type=JsonLinesRenderer.media_type)
        response["Content-Disposition"] = 'attachment; filename="debate-explorer.ndjson"'
        return response


class FolderView(APIView):
    """The public corpus as the folder that ``load_corpus`` reads, in a zip.

    A source whose rights leave only the quotations comes without its document.
    """

    renderer_classes = [ZipRenderer]

    @extend_schema(operation_id="export_folder", responses={(200, ZipRenderer.media_type): OpenApiTypes.BINARY})
    def get(self, request: Request) -> StreamingHttpResponse:  # noqa: ARG002  (REST framework's signature)
        """Send the archive file by file; an archive that was broken off does not open."""
        response = StreamingHttpResponse(stream_archive(render_public_files()), content_type=ZipRenderer.media_type)
        response["Content-Disposition"] = 'attachment; filename="debate-explorer.zip"'
        return response


def _render_lines() -> Iterator[bytes]:
    renderer = JSONRenderer()
    for kind, view in NOUNS.items():
        serializer_class: Any = view.serializer_class
        serializer = serializer_class()
        for row in _list_rows(view):
            yield renderer.render({"type": kind, **serializer.to_representation(row)}) + b"\n"


def _list_rows(view: type[views.ReadOnlyRecordViewSet]) -> Iterator[Any]:
    """Yield the rows of a noun, holding few at a time."""
    rows: Any = view.queryset
    size = WHOLE_AT_ONCE if view is SourcesWithText else AT_ONCE
    iterator = iter(rows.order_by("pk").iterator(chunk_size=size))
    while batch := list(islice(iterator, size)):
        yield from assess_stances(batch) if view is views.StanceViewSet else batch
