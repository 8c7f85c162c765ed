"""The columns of each model and the keys of its record: one list for loading and dumping, so that they agree."""

from typing import Any

from django.db import models

from explorer.coding.vocabulary import Code
from explorer.corpus_format.schema import FolderRecord, JudgementRecord, PointRecord, SynonymRecord, TopicRecord
from explorer.models import Judgement, Point, Topic

Columns = dict[str, Any]

SPEAKER = ("slug", "name", "description", "url")
SERIES = ("slug", "title", "url")
TOPIC = ("slug", "question", "theme", "description", "added")
EPISODE = ("slug", "title", "number", "date", "youtube_id", "spotify_id")
SOURCE_NAMES = ("slug", "title", "format", "extension", "writer", "publisher", "published", "url", "rights", "note")
SOURCE = (*SOURCE_NAMES, "show_text", "sha256", "read_in_full")
PASSAGE_CODES = ("time_basis", "disposition")
PASSAGE = ("kind", "grade", "section", "start_time", "end_time", "start", "end", *PASSAGE_CODES)
ERRATUM = ("exact", "prefix", "suffix", "reading", "reason")
CLAIM = ("slug", "statement", "role", "status", "published_on", "retracted_on", "retraction_reason")
EVIDENCE = ("exact", "prefix", "suffix", "basis", "mode")
SYNONYM = ("term", "also", "narrower")
STANCE = ("code", "position", "points_to", "rationale", "status")
OPTIONAL_CODES = (*PASSAGE_CODES, "points_to")


def columns(record: FolderRecord, names: tuple[str, ...]) -> Columns:
    """Return the columns of a row for the keys ``names`` of a record."""
    return {name: _convert_value(name, getattr(record, name)) for name in names}


def keys(row: models.Model, names: tuple[str, ...]) -> dict[str, Any]:
    """Return the keys of a record for the columns ``names`` of a row; empty values are left out."""
    values = {name: getattr(row, name) for name in names}
    return {name: value for name, value in values.items() if value is not None and value != ""}


def synonym_columns(record: SynonymRecord) -> Columns:
    """Return the columns of a synonym, whose terms are stored as lists."""
    return {"term": record.term, "also": list(record.also), "narrower": list(record.narrower)}


def topic_columns(record: TopicRecord) -> Columns:
    """Return the columns of a topic, with its poles and meanings each in a column."""
    return {
        **columns(record, TOPIC),
        "first_pole": record.poles.first,
        "second_pole": record.poles.second,
        "first_means": record.meanings.first,
        "middle_means": record.meanings.middle,
        "second_means": record.meanings.second,
    }


def topic_keys(row: Topic) -> dict[str, Any]:
    """Return the keys of a topic's record, with its poles and meanings as mappings."""
    meanings = {"first": row.first_means, "middle": row.middle_means, "second": row.second_means}
    return {
        **keys(row, TOPIC),
        "poles": {"first": row.first_pole, "second": row.second_pole},
        "meanings": meanings,
    }


def point_columns(record: PointRecord) -> Columns:
    """Return a point's columns; its id is its slug."""
    return {"slug": record.id, "question": record.question, "pole": record.pole.value if record.pole else ""}


def point_keys(row: Point) -> dict[str, Any]:
    """Return a point's keys."""
    return {"id": row.slug, "question": row.question, "pole": row.pole or None}


def judgement_columns(record: JudgementRecord) -> Columns:
    """Return the columns of a judgement but for its claim."""
    names = ("round", "read_on", "statement", "quotations")
    verdicts = {reader: verdict.value for reader, verdict in record.verdicts.items()}
    return {**columns(record, names), "is_planted": record.planted, "verdicts": verdicts}


def judgement_keys(row: Judgement) -> dict[str, Any]:
    """Return the keys of a judgement's record."""
    names = ("round", "read_on", "statement", "quotations")
    # PostgreSQL keeps the keys of JSON in an order of its own.
    verdicts = dict(sorted(row.verdicts.items()))
    return {**keys(row, names), "claim": row.claim.slug, "planted": row.is_planted, "verdicts": verdicts}


def _convert_value(name: str, value: object) -> object:
    if isinstance(value, Code):
        return value.value
    return "" if value is None and name in OPTIONAL_CODES else value
