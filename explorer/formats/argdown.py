"""The debate on a topic in Argdown (argdown.org, version 2), to be drawn as a map of arguments.

Poles and positions are statements, claims are arguments for positions. A claim supports another that it agrees with
and attacks one that it disputes. Relations for which Argdown has no sign (a claim qualifies or answers another)
stand in the data of the claim. Quotations are data: they are never written as anybody's argument.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MEDIA_TYPE = "text/plain; charset=utf-8"
"""Argdown has no media type of its own."""

SUPPORTS, ATTACKS = "agrees", "disputes"
"""The relations that Argdown has signs for."""

SYNTAX = re.compile(r"[\\@#*_{}\[\]<]|[.:](?=\S)|/(?=[/*])|=(?==)")
"""Signs that could begin something other than text: titles, tags, data, comments, short codes, a front matter."""

UNSAFE = re.compile(r"[{}]|={3,}|[\x7f-\xa0\xad\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""Signs that need an escape in a string of data: those that end the data, and those that YAML does not allow."""


@dataclass(frozen=True, slots=True)
class PoleStatement:
    """An end of a topic's scale; ``title`` is that of its statement, ``means`` what the pole stands for."""

    title: str
    name: str
    means: str


@dataclass(frozen=True, slots=True)
class Position:
    """A speaker's position in one conversation; ``pole`` is the title of the nearer pole, empty between the two."""

    title: str
    speaker: str
    text: str
    pole: str
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ArgumentLink:
    """How a claim bears on the claim with the slug ``to``, by the code of a relation."""

    kind: str
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class Argument:
    """A claim; ``position`` is the title of the position it is for, empty where it is context or only reported."""

    slug: str
    speaker: str
    text: str
    position: str
    data: Mapping[str, object]
    quotations: tuple[Mapping[str, object], ...]
    bearings: tuple[ArgumentLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Debate:
    """A topic with its positions and arguments; ``contradictions`` are pairs of titles of positions."""

    question: str
    data: Mapping[str, object]
    poles: tuple[PoleStatement, ...]
    positions: tuple[Position, ...]
    contradictions: tuple[tuple[str, str], ...]
    arguments: tuple[Argument, ...]


def write(debate: Debate) -> str:
    """Return the debate as an Argdown document."""
    opposed = _group_pairs(debate.contradictions)
    blocks = [
        f"===\ntitle: {_quote(debate.question)}\nmodel:\n  mode: loose\n===",
        f"# {escape(debate.question)} {_write_data(debate.data)}",
        *(_write_statement(pole.title, "", f"{pole.name}: {pole.means}", {}, []) for pole in debate.poles),
        *(_write_position(position, opposed[position.title]) for position in debate.positions),
        *(_write_argument(argument) for argument in debate.arguments),
    ]
    return "\n\n".join(blocks) + "\n"


def write_title(slug: str) -> str:
    """Return the title of a claim: its slug, after a word where Argdown would read the first sign as a relation."""
    return slug if slug[0].isalnum() else f"claim {slug}"


def escape(text: str) -> str:
    """Return a text on one line that Argdown reads as that text and as nothing else."""
    return SYNTAX.sub(lambda found: f"\\{found[0]}", " ".join(text.split()))


def _group_pairs(pairs: Iterable[tuple[str, str]]) -> defaultdict[str, list[str]]:
    """Return the seconds of pairs by their first."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for first, second in pairs:
        groups[first].append(second)
    return groups


def _write_position(position: Position, opposed: Iterable[str]) -> str:
    signs = [f"+> [{position.pole}]"] if position.pole else []
    signs += [f">< [{second}]" for second in opposed]
    return _write_statement(position.title, position.speaker, position.text, position.data, signs)


def _write_statement(title: str, speaker: str, text: str, data: Mapping[str, object], signs: list[str]) -> str:
    return "\n".join([_write_line(f"[{title}]", text, speaker, data), *(f"  {sign}" for sign in signs)])


def _write_argument(argument: Argument) -> str:
    signs = [f"+> [{argument.position}]"] if argument.position else []
    signs += [
        f"{'+>' if bearing.kind == SUPPORTS else '->'} <{write_title(bearing.to)}>"
        for bearing in argument.bearings
        if bearing.kind in {SUPPORTS, ATTACKS}
    ]
    bearings = [{"kind": bearing.kind, "to": bearing.to, "reason": bearing.reason} for bearing in argument.bearings]
    relations = {"relations": bearings} if bearings else {}
    data = {**argument.data, **relations, "quotations": list(argument.quotations)}
    title = f"<{write_title(argument.slug)}>"
    return "\n".join([_write_line(title, argument.text, argument.speaker, data), *(f"  {sign}" for sign in signs)])


def _write_line(title: str, text: str, speaker: str, data: Mapping[str, object]) -> str:
    tag, about = f"#{speaker}" if speaker else "", _write_data(data) if data else ""
    return " ".join(part for part in (f"{title}:", escape(text), tag, about) if part)


def _write_data(data: Mapping[str, object]) -> str:
    """Return a mapping in YAML's flow style, which is JSON with a line for each item of a list."""
    return "{" + ", ".join(f"{json.dumps(name)}: {_write_value(value)}" for name, value in data.items()) + "}"


def _write_value(value: object) -> str:
    if isinstance(value, list):
        items = ",\n    ".join(_write_value(item) for item in value)
        return f"[\n    {items}]" if items else "[]"
    if isinstance(value, dict):
        return _write_data(value)
    return _quote(value) if isinstance(value, str) else json.dumps(value)


def _quote(text: str) -> str:
    """Return a string in double quotes, with escapes that mean the same in JSON and in YAML."""
    bare = json.dumps(text, ensure_ascii=False)
    return UNSAFE.sub(lambda found: "".join(f"\\u{ord(letter):04x}" for letter in found[0]), bare)
