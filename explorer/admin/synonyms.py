"""Curating terms that mean the same."""

from django.contrib import admin

from explorer.admin.bases import VersionedAdmin
from explorer.models import Synonym


@admin.register(Synonym)
class SynonymAdmin(VersionedAdmin):
    """Terms of the field with their abbreviations and with narrower ones."""

    list_display = ["term", "same", "kinds"]
    search_fields = ["term"]

    @admin.display(description="means the same")
    def same(self, row: Synonym) -> str:
        """Return what means the same, as text."""
        return ", ".join(row.also)

    @admin.display(description="narrower")
    def kinds(self, row: Synonym) -> str:
        """Return what is narrower, as text."""
        return ", ".join(row.narrower)
