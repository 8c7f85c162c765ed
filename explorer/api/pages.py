"""The addresses of pages' data: a page's own address with ``.json``, for a list or table with ``.csv`` as well."""

from typing import Any

from django.urls import path

from explorer.api import maps, overviews, said, search, tables, views

LISTS: dict[str, type[Any]] = {
    "topics": views.TopicViewSet,
    "speakers": views.SpeakerViewSet,
    "episodes": views.EpisodeViewSet,
}
TABLES: dict[str, type[Any]] = {
    "compare": maps.MatrixViewSet,
    "matrix": maps.MatrixViewSet,
    "compass": maps.CompassViewSet,
    "search": search.SearchViewSet,
    "topics/<slug:topic_slug>": views.CompareViewSet,
}
OVERVIEWS: dict[str, type[Any]] = {
    "index": overviews.HomeViewSet,
    "method": overviews.MethodViewSet,
    "said": said.SaidViewSet,
}
"""Pages that are neither a list nor a record; the first page's path is empty, so its data is under ``index``."""

RECORDS: dict[str, type[Any]] = {
    "speakers/<slug:slug>": views.SpeakerViewSet,
    "episodes/<slug:slug>": views.EpisodeViewSet,
    "claims/<slug:slug>": views.ClaimViewSet,
}


def _build_name(address: str, form: str) -> str:
    return f"data-{address.partition('/')[0]}-{form}"


def _route_json(address: str, view: type[Any], action: str) -> Any:
    return path(f"{address}.json", view.as_view({"get": action}), name=_build_name(address, "json"))


def _route_csv(address: str, view: type[Any]) -> Any:
    handler = view.as_view({"get": "list"}, renderer_classes=[tables.CsvRenderer])
    return path(f"{address}.csv", handler, name=_build_name(address, "csv"))


def _tabulate(view: type[Any]) -> type[Any]:
    """Return the view of a list that answers with all of its rows as one table."""
    return type(f"{view.__name__}Table", (tables.TableMixin, view), {})


urlpatterns = [
    *(_route_json(address, view, "list") for address, view in {**OVERVIEWS, **LISTS, **TABLES}.items()),
    *(_route_json(address, view, "retrieve") for address, view in RECORDS.items()),
    *(_route_csv(address, _tabulate(view)) for address, view in LISTS.items()),
    *(_route_csv(address, view) for address, view in TABLES.items()),
]
