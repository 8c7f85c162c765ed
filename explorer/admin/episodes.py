"""The admin of series and episodes."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern

from explorer.admin.bases import TabularRows, VersionedAdmin
from explorer.admin.documents.source_import import import_urls
from explorer.models import Appearance, Episode, Series, SpeakerLabel


@admin.register(Series)
class SeriesAdmin(VersionedAdmin):
    """The admin of podcasts and other runs of episodes."""

    list_display = ["title", "slug", "url"]
    search_fields = ["title", "slug"]
    prepopulated_fields = {"slug": ["title"]}


class AppearanceRows(TabularRows):
    """The participants of an episode; guests are the columns of every comparison."""

    model = Appearance
    extra = 0
    autocomplete_fields = ["speaker"]


class LabelRows(TabularRows):
    """The names under which the episode's documents print each speaker's words."""

    model = SpeakerLabel
    extra = 0
    autocomplete_fields = ["speaker"]


@admin.register(Episode)
class EpisodeAdmin(VersionedAdmin):
    """The admin of episodes, with their participants and labels."""

    list_display = ["title", "series", "number", "date", "slug"]
    list_filter = ["series"]
    search_fields = ["title", "slug", "series__title", "appearances__speaker__name"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["series"]
    inlines = [AppearanceRows, LabelRows]

    def get_urls(self) -> list[URLPattern]:
        return [*import_urls(self), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Episode]:
        """Return the episodes with their series, which is part of an episode's name."""
        return super().get_queryset(request).select_related("series")
