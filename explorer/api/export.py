"""Everything that readers may have, at once: as lines of JSON, and as the corpus folder in a zip."""

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
from explorer.corpus.dump import public_files
from explorer.corpus_format.archive import stream_archive
from explorer.debate.stances import assess_stances
from explorer.models import Source

AT_ONCE = 200
"""How many rows are held at a time."""

WHOLE_AT_ONCE = 10
"""How many whole documents are."""


class SourcesWithText(views.SourceViewSet):
    """Documents with their text, where it may be shown."""

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
"""What lines there are, in an order in which no line refers to a later one."""


class JsonLinesRenderer(BaseRenderer):
    """JSON Lines (jsonlines.org): one JSON object a line."""

    media_type = "application/x-ndjson"
    format = "ndjson"
    charset = None


class ZipRenderer(BaseRenderer):
    """Render the files of a folder as one archive."""

    media_type = "application/zip"
    format = "zip"
    charset = None


class ExportView(APIView):
    """The public corpus, one record a line: ``type`` and the fields that the record has at its own address.

    Sources come with their text, null where their rights leave only the quotations.
    """

    renderer_classes = [JsonLinesRenderer]

    @extend_schema(operation_id="export", responses={(200, JsonLinesRenderer.media_type): OpenApiTypes.STR})
    def get(self, request: Request) -> StreamingHttpResponse:
        """Send line after line, holding few of them."""
        response = StreamingHttpResponse(_lines(), content_type=JsonLinesRenderer.media_type)
        response["Content-Disposition"] = 'attachment; filename="debate-explorer.ndjson"'
        return response


class FolderView(APIView):
    """The public corpus as the folder that ``load_corpus`` reads, in a zip.

    Of a source whose rights leave only the quotations the document itself is missing.
    """

    renderer_classes = [ZipRenderer]

    @extend_schema(operation_id="export_folder", responses={(200, ZipRenderer.media_type): OpenApiTypes.BINARY})
    def get(self, request: Request) -> StreamingHttpResponse:
        """Send file after file, holding one of them; an archive that could not be finished does not open."""
        response = StreamingHttpResponse(stream_archive(public_files()), content_type=ZipRenderer.media_type)
        response["Content-Disposition"] = 'attachment; filename="debate-explorer.zip"'
        return response


def _lines() -> Iterator[bytes]:
    encoded = JSONRenderer()
    for kind, view in NOUNS.items():
        made: Any = view.serializer_class
        shape = made()
        for row in _rows(view):
            yield encoded.render({"type": kind, **shape.to_representation(row)}) + b"\n"


def _rows(view: type[views.ReadOnlyRecordViewSet]) -> Iterator[Any]:
    """Yield the rows of a noun, few at a time."""
    rows: Any = view.queryset
    size = WHOLE_AT_ONCE if view is SourcesWithText else AT_ONCE
    kept = iter(rows.order_by("pk").iterator(chunk_size=size))
    while some := list(islice(kept, size)):
        yield from assess_stances(some) if view is views.StanceViewSet else some
