"""The curators' side: an admin for every model, the pages for coding and review, and the desk."""

from explorer.admin import claims, episodes, evidence, sources, speakers, stances, synonyms, tokens, topics, users

__all__ = ["claims", "episodes", "evidence", "sources", "speakers", "stances", "synonyms", "tokens", "topics", "users"]
