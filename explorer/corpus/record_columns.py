"""Which columns of a row are which keys of a record: one list for loading and dumping, so that they cannot drift."""

from typing import Any

from django.db import models

from explorer.coding.vocabulary import Code
from explorer.corpus_format.schema import FolderRecord, SynonymRecord, TopicRecord
from explorer.models import Topic

Columns = dict[str, Any]

SPEAKER = ("slug", "name", "description", "url")
SERIES = ("slug", "title", "url")
TOPIC = ("slug", "question", "description", "added")
EPISODE = ("slug", "title", "number", "date", "youtube_id", "spotify_id")
SOURCE_NAMES = ("slug", "title", "format", "extension", "writer", "publisher", "published", "url", "rights", "note")
SOURCE = (*SOURCE_NAMES, "show_text", "sha256", "read_in_full")
PASSAGE_CODES = ("time_basis", "disposition")
PASSAGE = ("kind", "grade", "section", "start_time", "end_time", "start", "end", *PASSAGE_CODES)
ERRATUM = ("exact", "prefix", "suffix", "reading", "reason")
CLAIM = ("slug", "statement", "role", "status", "published_on", "retracted_on", "retraction_reason")
EVIDENCE = ("exact", "prefix", "suffix", "basis", "mode")
SYNONYM = ("term", "also", "narrower")
STANCE = ("code", "position", "rationale", "status")


def columns(record: FolderRecord, names: tuple[str, ...]) -> Columns:
    """Return what a row stores of the keys ``names`` of a record."""
    return {name: _stored(name, getattr(record, name)) for name in names}


def keys(row: models.Model, names: tuple[str, ...]) -> dict[str, Any]:
    """Return what a record says of the columns ``names`` of a row; empty ones are left out."""
    values = {name: getattr(row, name) for name in names}
    return {name: value for name, value in values.items() if value is not None and value != ""}


def synonym_columns(record: SynonymRecord) -> Columns:
    """Return a synonym's columns: terms are stored as lists."""
    return {"term": record.term, "also": list(record.also), "narrower": list(record.narrower)}


def topic_columns(record: TopicRecord) -> Columns:
    """Return a topic's columns: its poles and their meanings lie flat in its row."""
    return {
        **columns(record, TOPIC),
        "first_pole": record.poles.first,
        "second_pole": record.poles.second,
        "first_means": record.meanings.first,
        "middle_means": record.meanings.middle,
        "second_means": record.meanings.second,
    }


def topic_keys(row: Topic) -> dict[str, Any]:
    """Return a topic's keys, poles and meanings together again."""
    meanings = {"first": row.first_means, "middle": row.middle_means, "second": row.second_means}
    return {
        **keys(row, TOPIC),
        "poles": {"first": row.first_pole, "second": row.second_pole},
        "meanings": meanings,
    }


def _stored(name: str, value: object) -> object:
    if isinstance(value, Code):
        return value.value
    return "" if value is None and name in PASSAGE_CODES else value
