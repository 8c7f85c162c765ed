"""The read-only endpoints of records; each has its rows, its serializer and its filters."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet, ReadOnlyModelViewSet, ViewSet

from explorer.api import serializers
from explorer.api.filters import (
    EqualityFilter,
    NamedOrderingFilter,
    Narrowing,
    fetch_asked_speakers,
    fetch_named,
    read_as_of,
)
from explorer.api.parameters import KnownParametersMixin, list_filters
from explorer.api.pieces import answer_in_pieces
from explorer.api.schema import AS_OF, SLUG, SPEAKERS, describe_parameter
from explorer.api.sparse import drop_unasked_fields
from explorer.api.tables import AT_ONCE
from explorer.debate.compare import survey_in_parts
from explorer.debate.comparison import Column, list_undated
from explorer.debate.stances import AssessedStance, assess_stances
from explorer.models import (
    CellState,
    Claim,
    Contrast,
    Episode,
    Passage,
    Relation,
    RelationTally,
    Series,
    Source,
    SourceTally,
    Speaker,
    Stance,
    Topic,
)
from explorer.models.claims import fetch_topics
from explorer.web.moves import redirect_to_slug


class RecordViewSet(KnownParametersMixin, GenericViewSet[Any]):
    """Records by slug; ``narrowings`` are the filters of the list, ``orderings`` its columns by name.

    ``count_all`` returns the number of all rows where that is kept; else they are counted. ``count_groups`` returns the
    column by which all rows are sorted first, and the number of rows by its value, in that order.
    """

    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"
    filter_backends = [EqualityFilter, NamedOrderingFilter]
    narrowings: Mapping[str, Narrowing] = {}
    orderings: Mapping[str, str] = {"slug": "slug"}
    count_all: Callable[[], int] | None = None
    count_groups: Callable[[], tuple[str, Mapping[int, int]]] | None = None

    def list_parameters(self) -> list[str]:
        """Return the names of the parameters of the list."""
        return list_filters(self)

    def get_serializer(self, *args: Any, **kwargs: Any) -> BaseSerializer[Any]:
        """Return the serializer with the fields that the parameter ``fields`` names, all where it is not given."""
        serializer = super().get_serializer(*args, **kwargs)
        if not getattr(self, "swagger_fake_view", False):
            row_serializer: Any = getattr(serializer, "child", serializer)
            drop_unasked_fields(row_serializer.fields, self.request)
        return serializer


class NumberedMixin:
    """Looks up records by number."""

    lookup_field = "pk"
    lookup_value_regex = "[0-9]{1,18}"
    orderings: Mapping[str, str] = {"id": "pk"}


class ReadOnlyRecordViewSet(RecordViewSet, ReadOnlyModelViewSet[Any]):
    """A list of records and each of them, which everybody may read."""


class SeriesViewSet(ReadOnlyRecordViewSet):
    """Podcasts and other runs of episodes."""

    queryset = Series.objects.all()
    orderings = {"slug": "slug", "title": "title"}
    serializer_class = serializers.SeriesSerializer


class EpisodeViewSet(ReadOnlyRecordViewSet):
    """Conversations, newest first."""

    queryset = Episode.objects.with_people().with_sources()
    orderings = {"slug": "slug", "title": "title", "number": "number", "date": "date"}
    serializer_class = serializers.EpisodeSerializer


class SpeakerViewSet(ReadOnlyRecordViewSet):
    """People, by name."""

    queryset = Speaker.objects.all()
    orderings = {"slug": "slug", "name": "name"}
    serializer_class = serializers.SpeakerSerializer


class TopicViewSet(ReadOnlyRecordViewSet):
    """Questions with two poles."""

    queryset = Topic.objects.with_points()
    serializer_class = serializers.TopicSerializer
    narrowings = {"theme": lambda topics, theme: topics.on_theme(theme)}


class ClaimViewSet(ReadOnlyRecordViewSet):
    """Published claims with their evidence."""

    queryset = Claim.objects.published().with_evidence().with_topics()
    orderings = {"slug": "slug", "speaker": "speaker__name", "episode": "episode__slug", "date": "episode__date"}
    serializer_class = serializers.ClaimSerializer
    narrowings = {
        "speaker": lambda claims, speaker: claims.held_by(speaker),
        "topic": lambda claims, topic: claims.about([topic]),
        "episode": lambda claims, episode: claims.in_episode(episode),
    }

    @extend_schema(responses={200: serializers.ClaimSerializer, 301: OpenApiResponse(description="It was renamed.")})
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Return a published claim; for a slug that it had before, or of one that became part of it, redirect."""
        try:
            return super().retrieve(request, *args, **kwargs)
        except Http404:
            moved = Claim.objects.published().formerly(kwargs["slug"]).first()
            if moved is None:
                raise
            return redirect_to_slug(request, moved.slug)


class StanceViewSet(NumberedMixin, ReadOnlyRecordViewSet):
    """Published stances with what follows from their claims."""

    queryset = Stance.objects.published().with_context()
    count_groups = staticmethod(lambda: ("topic", CellState.objects.present().count_stances()))
    orderings = {
        "id": "pk",
        "speaker": "speaker__name",
        "topic": "topic__ordinal",
        "position": "position",
        "as_of": "episode__date",
    }
    serializer_class = serializers.StanceSerializer
    narrowings = {
        "speaker": lambda stances, speaker: stances.held_by(speaker),
        "topic": lambda stances, topic: stances.about([topic]),
        "episode": lambda stances, episode: stances.in_episode(episode),
    }

    def paginate_queryset(self, queryset: Any) -> list[Any] | None:
        """Return the stances of one page, assessed together."""
        return assess_stances(super().paginate_queryset(queryset) or [])

    def get_object(self) -> AssessedStance:
        return assess_stances([super().get_object()])[0]


class SourceViewSet(ReadOnlyRecordViewSet):
    """Documents; a single one with its text."""

    queryset = Source.objects.select_related("episode").without_text().with_length()
    serializer_class = serializers.SourceSerializer
    narrowings = {"episode": lambda sources, episode: sources.in_episode(episode)}

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        """Return the serializer with the text only where one document was asked for."""
        return serializers.SourceTextSerializer if self.detail else super().get_serializer_class()


class PassageViewSet(ReadOnlyRecordViewSet):
    """Passages in the order of their documents, the one added first first."""

    queryset = Passage.objects.in_stored_order()
    count_all = staticmethod(lambda: SourceTally.objects.add_up()[0])
    orderings = {"id": "slug", "start": "start", "start_time": "start_time"}
    serializer_class = serializers.PassageSerializer
    narrowings = {
        "source": lambda passages, source: passages.in_source(source),
        "episode": lambda passages, episode: passages.in_episode(episode),
    }


class RelationViewSet(NumberedMixin, ReadOnlyRecordViewSet):
    """Relations between two published claims."""

    queryset = Relation.objects.in_stored_order()
    count_all = staticmethod(lambda: RelationTally.objects.add_up())
    serializer_class = serializers.RelationSerializer
    narrowings = {"claim": lambda relations, claim: relations.involving(claim)}


class ContrastViewSet(NumberedMixin, ReadOnlyRecordViewSet):
    """Kinds of difference between two speakers on a topic."""

    queryset = Contrast.objects.with_grounds()
    serializer_class = serializers.ContrastSerializer
    narrowings = {"topic": lambda contrasts, topic: contrasts.about(topic)}


class CompareViewSet(KnownParametersMixin, ViewSet):
    """``?topic=&speakers=a,b&as_of=``: what speakers say on a topic, side by side; all guests where none is named.

    ``as_of=2019-12-31`` rebuilds it from what was said or written on that day or before.
    """

    parameters = ("topic", "speakers", "as_of")

    @extend_schema(
        parameters=[
            describe_parameter("topic", "The topic's slug.", SLUG, required=True),
            SPEAKERS,
            AS_OF,
        ],
        responses=serializers.ComparisonSerializer,
    )
    def list(self, request: Request, topic_slug: str = "") -> HttpResponseBase:
        """Return a column for each speaker, in the order asked for."""
        # A page's own address has the topic in its path.
        slug = topic_slug or request.query_params.get("topic", "")
        if not slug:
            raise ValidationError({"topic": ["Say which topic: /api/v1/compare/?topic=<slug>; see /api/v1/topics/."]})
        topic = get_object_or_404(Topic, slug=slug) if topic_slug else fetch_named("topic", [slug], "topic")[0]
        as_of = read_as_of(request)
        undated: dict[int, None] = {}
        columns = _render_columns(survey_in_parts(topic, fetch_asked_speakers(request), as_of), undated)
        fields: dict[str, Any] = {"topic": topic.slug, "columns": columns}
        if as_of:
            fields |= {"as_of": as_of.isoformat(), "undated": _render_claims(undated)}
        return answer_in_pieces(request, fields)


def _render_columns(parts: Iterable[Sequence[Column]], undated: dict[int, None]) -> Iterator[Mapping[str, Any]]:
    """Yield columns as JSON, and add the keys of the claims that the day cannot place."""
    serializer: Any = serializers.ColumnSerializer()
    for columns in parts:
        fetch_topics(item.record for column in columns for item in (*column.claims, *column.reported))
        undated.update(dict.fromkeys(item.pk for item in list_undated(columns)))
        yield from map(serializer.to_representation, columns)


def _render_claims(keys: Iterable[int]) -> Iterator[Mapping[str, Any]]:
    """Yield the claims with the keys as JSON, in their order, holding few at a time."""
    serializer: Any = serializers.ClaimSerializer()
    rest = iter(keys)  # of a mapping that is filled by then: these come after the columns
    while batch := list(islice(rest, AT_ONCE)):
        claims = ClaimViewSet.queryset.in_bulk(batch)
        yield from (serializer.to_representation(claims[key]) for key in batch if key in claims)
