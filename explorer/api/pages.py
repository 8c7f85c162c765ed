"""The data of pages: a page's address with ``.json``, and with ``.csv`` where it is a list or a table."""

from typing import Any

from django.urls import path

from explorer.api import maps, overviews, search, tables, views

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
OVERVIEWS: dict[str, type[Any]] = {"index": overviews.HomeViewSet, "method": overviews.MethodViewSet}
"""What is neither a list nor a record; the first page has no name of its own to put ``.json`` after."""

RECORDS: dict[str, type[Any]] = {
    "speakers/<slug:slug>": views.SpeakerViewSet,
    "episodes/<slug:slug>": views.EpisodeViewSet,
    "claims/<slug:slug>": views.ClaimViewSet,
}


def _name(address: str, form: str) -> str:
    return f"data-{address.partition('/')[0]}-{form}"


def _data(address: str, view: type[Any], action: str) -> Any:
    return path(f"{address}.json", view.as_view({"get": action}), name=_name(address, "json"))


def _table(address: str, view: type[Any], **options: Any) -> Any:
    shown = view.as_view({"get": "list"}, renderer_classes=[tables.CsvRenderer], **options)
    return path(f"{address}.csv", shown, name=_name(address, "csv"))


urlpatterns = [
    *(_data(address, view, "list") for address, view in {**OVERVIEWS, **LISTS, **TABLES}.items()),
    *(_data(address, view, "retrieve") for address, view in RECORDS.items()),
    # A table has no place to say that there is another page of it.
    *(_table(address, view, pagination_class=None) for address, view in LISTS.items()),
    *(_table(address, view) for address, view in TABLES.items()),
]
