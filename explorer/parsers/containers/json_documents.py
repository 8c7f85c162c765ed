"""JSON as the podcast formats use it: one object, read once, with nothing in it trusted."""

import json
import math
from collections.abc import Mapping
from typing import Never

from explorer.errors import SourceError
from explorer.labels.clocks import LATEST, parse_time
from explorer.lines import UNSTORABLE

REPEATED = frozenset({"text", "body"})


def read_object(text: str) -> dict[str, object]:
    """Return the object that ``text`` is; raises :class:`SourceError` as :func:`read_json` and on anything else."""
    found = read_json(text)
    if not isinstance(found, dict):
        raise SourceError("the JSON is not an object, {…}; check that the right file was given")
    return found


def read_json(text: str) -> object:
    """Return what the JSON of ``text`` holds.

    Raises :class:`SourceError` with the line on what is no JSON, and on what is nested too deeply, names a key twice
    or prints a number that JSON does not have.
    """
    try:
        found: object = json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise SourceError(
            f"line {error.lineno} is not JSON ({error.msg}); check that the whole file was given"
        ) from error
    except RecursionError as error:
        raise SourceError("the JSON is nested too deeply; check that the right file was given") from error
    except ValueError as error:
        raise SourceError("the JSON has a number with too many digits; check that the right file was given") from error
    return found


def holds_list(text: str, key: str) -> bool:
    """Tell whether ``text`` is a JSON object with a list under ``key``."""
    if not text.lstrip().startswith("{"):
        return False
    try:
        return isinstance(read_object(text).get(key), list)
    except SourceError:
        return False


def list_under(document: Mapping[str, object], key: str) -> list[object]:
    """Return the list under ``key``; raises :class:`SourceError` where there is none."""
    found = document.get(key)
    if not isinstance(found, list):
        raise SourceError(f"the JSON has no list “{key}”; name another format")
    return found


def words_of(value: object) -> str:
    """Return text without outer white space and with single spaces in it, nothing for what is no text."""
    return " ".join(_storable(value).split()) if isinstance(value, str) else ""


def seconds_of(value: object) -> float | None:
    """Return a time given in seconds or as a clock shows it, None where it is negative, absurd or none."""
    if isinstance(value, str):
        return parse_time(value.strip())
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value <= LATEST else None


def metadata_of(document: Mapping[str, object]) -> dict[str, object]:
    """Return the plain values beside the lists, but for the whole text that some recognisers repeat there."""
    metadata: dict[str, object] = {}
    for key, value in document.items():
        if isinstance(value, str) and key not in REPEATED:
            metadata[_storable(key)] = _storable(value)
        elif isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
            metadata[_storable(key)] = value
    return metadata


def _storable(text: str) -> str:
    """Refuse what an escape put into a text and no database can hold."""
    if UNSTORABLE.search(text):
        message = "an escape stands for a NUL character or half of a surrogate pair, which cannot be stored"
        raise SourceError(f"{message}; remove it from the file")
    return text


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise SourceError("the JSON names a key twice in one object; remove one of them")
    return found


def _refuse_constant(name: str) -> Never:
    raise SourceError(f"{name} is no number in JSON; remove it from the file")
