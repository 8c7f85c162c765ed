"""The admin of synonyms."""

from django.contrib import admin

from explorer.admin.bases import VersionedAdmin
from explorer.models import Synonym


@admin.register(Synonym)
class SynonymAdmin(VersionedAdmin):
    """The admin of terms of the field, with their abbreviations and with narrower terms."""

    list_display = ["term", "same", "kinds"]
    search_fields = ["term"]

    @admin.display(description="means the same")
    def same(self, row: Synonym) -> str:
        """Return the terms with the same meaning, joined."""
        return ", ".join(row.also)

    @admin.display(description="narrower")
    def kinds(self, row: Synonym) -> str:
        """Return the narrower terms, joined."""
        return ", ".join(row.narrower)
