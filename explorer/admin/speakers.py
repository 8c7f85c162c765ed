"""The admin of speakers."""

from django.contrib import admin

from explorer.admin.bases import TabularRows, VersionedAdmin
from explorer.models import Speaker, SpeakerAlias


class AliasRows(TabularRows):
    """Other spellings, by which documents and searches know the person."""

    model = SpeakerAlias
    extra = 0


@admin.register(Speaker)
class SpeakerAdmin(VersionedAdmin):
    """The admin of speakers, with their aliases."""

    list_display = ["name", "slug", "url"]
    search_fields = ["name", "slug", "aliases__name"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [AliasRows]
