"""The curators' side: a plain admin for every model."""

from django.contrib import admin

from explorer.admin import claims, episodes, sources, speakers, stances, synonyms, topics

__all__ = ["claims", "episodes", "sources", "speakers", "stances", "synonyms", "topics"]

admin.site.site_header = "Debate Explorer"
admin.site.site_title = "Debate Explorer"
admin.site.index_title = "Curating"
