"""Curating people."""

from django.contrib import admin

from explorer.admin.bases import Admin, Rows
from explorer.models import Speaker, SpeakerAlias


class AliasRows(Rows):
    """Other spellings, by which documents and searches know the person."""

    model = SpeakerAlias
    extra = 0


@admin.register(Speaker)
class SpeakerAdmin(Admin):
    """People, with their other names."""

    list_display = ["name", "slug", "url"]
    search_fields = ["name", "slug", "aliases__name"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [AliasRows]
