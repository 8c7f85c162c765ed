"""Validation of records from YAML, with every fault in plain words and on its line."""

import datetime
import re
from collections.abc import Iterator
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from explorer.corpus_format.schema import FolderRecord
from explorer.corpus_format.yaml_nodes import Node
from explorer.errors import CorpusError, Problem
from explorer.text import join_words, shorten

R = TypeVar("R", bound=FolderRecord)

HINT_SCORE = 75.0
"""How alike, of 100, a known word must be to be named as a hint."""

SHAPES = {
    "slug": "is no slug; write small letters a-z, digits and single hyphens",
    "id": "is no passage id; write the source's slug, a hyphen and a number",
    "answers": "is no passage id; write the source's slug, a hyphen and a number",
    "sha256": "is no SHA-256; write the document's checksum as 64 small hexadecimal digits",
    "extension": "is no extension; write up to 8 small letters and digits, without the dot",
    "youtube_id": "is no YouTube id; write the characters after 'v=' in its address",
    "spotify_id": "is no Spotify id; write the characters after 'episode/' in its address",
}
# Keys whose value is the slug of another record, for messages about its shape.
SLUG_KEYS = {"speaker", "series", "topic", "source", "asserter", "speakers", "from", "to", "formerly", "merged_into"}

CURES = {
    "missing": "{name} is missing; add it",
    "enum": "{value} is no {name}; use {expected}",
    "string_type": "{name} must be text, not {value}; put it in quotation marks",
    "string_too_long": "{name} has {length} characters, at most {max_length} are allowed; shorten it",
    "string_too_short": "{name} is empty; fill it in",
    "too_short": "{name} is empty; give at least one",
    "too_long": "{name} has {actual_length} items, at most {max_length} are allowed; remove the others",
    "greater_than_equal": "{name} is {value}, at least {ge} is allowed; correct it",
    "less_than_equal": "{name} is {value}, at most {le} is allowed; correct it",
    "finite_number": "{name} is {value}, which is no time; write seconds",
    "tuple_type": "{name} must be a list; begin each item with '- '",
    "dict_type": "{name} must be a mapping; write 'key: value' lines",
    "model_type": "{name} must be a mapping; write 'key: value' lines",
}
FAMILIES = {
    "int": "{value} is no whole number in {name}; write digits",
    "float": "{value} is no number in {name}; write seconds, such as 754.5",
    "bool": "{value} is neither true nor false in {name}; write one of them",
    "date": "{value} is no date in {name}; write YYYY-MM-DD",
}


def suggest_word(word: str, known: list[str]) -> str:
    """Return `` (did you mean '…'?)`` with the known word most like ``word``; empty where none is alike."""
    best = process.extractOne(word, known, score_cutoff=HINT_SCORE)
    return f" (did you mean '{best[0]}'?)" if best else ""


def validate_record(kind: type[R], node: Node, file: str) -> R:
    """Return the record that ``node`` describes; raises CorpusError with every problem on its line."""
    if not isinstance(node.content, dict):
        name = record_name(kind)
        message = f"{'an' if name[0] in 'aeiou' else 'a'} {name} must be a mapping; write 'key: value' lines"
        raise CorpusError([Problem(file, node.line, message)])
    try:
        return kind.model_validate(node.plain)
    except ValidationError as error:
        problems = [Problem(file, node.line_at(path), message) for path, message in describe_faults(kind, error)]
        raise CorpusError(problems) from error


def record_name(kind: type[BaseModel]) -> str:
    """Return the name of a kind of record in messages and permissions: ``claim`` for ClaimRecord."""
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", kind.__name__.removesuffix("Record"))
    return words.lower()


def describe_faults(kind: type[BaseModel], error: ValidationError) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the path of each fault of a record, and a message with the fault and its cure."""
    details = error.errors(include_url=False)
    for detail in details:
        path = detail["loc"]
        if detail["type"] == "too_short" and any(
            path == other["loc"][: len(path)] != other["loc"] for other in details
        ):
            continue  # pydantic counts valid items only: the list is not too short, its items are invalid
        if detail["type"] == "extra_forbidden":
            yield path, _describe_unknown_key(str(path[-1]), _list_keys(kind, path[:-1]))
        else:
            yield path, _describe_fault(detail, record_name(kind))


def _describe_unknown_key(key: str, known: list[str]) -> str:
    return f"unknown key '{key}'{suggest_word(key, known)}; known keys are {join_words(known)}"


def _list_keys(kind: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    for step in path:
        if isinstance(step, str):
            kind = _find_record(kind.model_fields[step].annotation) or kind
    return [field.alias or name for name, field in kind.model_fields.items()]


def _find_record(annotation: object) -> type[BaseModel] | None:
    """Return the kind of record inside an annotation such as ``tuple[LinkRecord, ...]``; None without one."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _find_record(part))), None)


def _describe_fault(detail: ErrorDetails, kind: str) -> str:
    fields = [step for step in detail["loc"] if isinstance(step, str)]
    if fields[-1:] == ["[key]"]:  # pydantic's name for the key of a dictionary; of ``labels`` or ``verdicts``
        fields = ["label" if "labels" in fields else "reader"]
    name = fields[-1] if fields else kind
    value = detail["input"]
    context = detail.get("ctx", {})
    if detail["loc"] and isinstance(detail["loc"][-1], int):
        name = f"item {detail['loc'][-1] + 1} of {name}"
    if detail["type"] == "value_error":
        return str(context["error"])
    if detail["type"] == "string_pattern_mismatch":
        return f"{_show_value(value)} {_describe_shape(name, fields)}"
    if value is None and detail["type"] != "missing":
        return f"{name} is empty; fill it in, or remove the key where it may be left out"
    if detail["type"] == "missing" and name in fields:
        name = f"'{name}'"
    family = detail["type"].split("_")[0]  # ``int`` for int_type, int_parsing and others
    cure = CURES.get(detail["type"]) or FAMILIES.get(family)
    if cure is None:
        return f"{name}: {detail['msg'].lower()}; correct it"
    expected = str(context.get("expected", "")).replace("'", "")
    words = {**context, "name": name, "value": _show_value(value), "expected": expected}
    return cure.format(**words, length=len(value) if isinstance(value, str) else 0)


def _describe_shape(name: str, fields: list[str]) -> str:
    if name in SLUG_KEYS or fields[:1] == ["labels"]:
        return SHAPES["slug"]
    if fields[0] == "label":
        name = "a label"
    return SHAPES.get(name, f"is no single line in {name}; write it on one line, without spaces around it")


def _show_value(value: object) -> str:
    """Return a value as the curator wrote it, shortened."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float, datetime.date)):
        return str(value)
    if isinstance(value, str):
        return f"'{value if len(value) <= 60 and value.isprintable() else shorten(value, 60)}'"
    return "a list" if isinstance(value, (list, tuple)) else "a mapping"
