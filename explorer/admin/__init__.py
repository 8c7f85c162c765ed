"""The curators' side: an admin for every model, the pages for coding and review, and the desk."""

from django.contrib import admin

from explorer.admin import claims, episodes, evidence, sources, speakers, stances, synonyms, tokens, topics, users

__all__ = ["claims", "episodes", "evidence", "sources", "speakers", "stances", "synonyms", "tokens", "topics", "users"]

admin.site.site_header = "Debate Explorer"
admin.site.site_title = "Debate Explorer"
admin.site.index_title = "Curating"
