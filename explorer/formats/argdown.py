"""The debate on a topic in Argdown (argdown.org, version 2), to be drawn as a map of arguments.

The poles are statements and so is where each speaker stands; claims are arguments for it. Where one claim agrees with
or disputes another it supports or attacks it; what Argdown has no sign for (one claim qualifies or answers another)
stands in the data of the claim. Quotations are data: they are never written as anybody's argument.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MEDIA_TYPE = "text/plain; charset=utf-8"
"""Argdown has no media type of its own."""

SUPPORTS, ATTACKS = "agrees", "disputes"
"""The relations that Argdown has signs for."""

SYNTAX = re.compile(r"[\\@#*_{}\[\]<]|[.:](?=\S)|/(?=[/*])|=(?==)")
"""What could begin something other than text: titles, tags, data, comments, short codes, a front matter."""

UNSAFE = re.compile(r"[{}]|={3,}|[\x7f-\xa0\xad\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""What may not stand bare in a string of data: what data ends at, and what YAML takes for no character."""


@dataclass(frozen=True, slots=True)
class Pole:
    """An end of a topic's scale: its ``title`` and what it means."""

    title: str
    name: str
    means: str


@dataclass(frozen=True, slots=True)
class Position:
    """Where a speaker stood in one conversation; ``pole`` is the title of the nearer pole, empty between them."""

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
    """A claim; ``position`` is the title of what it is part of, empty where it is context or only reported."""

    slug: str
    speaker: str
    text: str
    position: str
    data: Mapping[str, object]
    quotations: tuple[Mapping[str, object], ...]
    bearings: tuple[ArgumentLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Debate:
    """A topic and what is said on it; ``contradictions`` are pairs of titles of positions."""

    question: str
    data: Mapping[str, object]
    poles: tuple[Pole, ...]
    positions: tuple[Position, ...]
    contradictions: tuple[tuple[str, str], ...]
    arguments: tuple[Argument, ...]


def write(debate: Debate) -> str:
    """Return the debate as a document."""
    blocks = [
        f"===\ntitle: {_quoted(debate.question)}\nmodel:\n  mode: loose\n===",
        f"# {escape(debate.question)} {_data(debate.data)}",
        *(_statement(pole.title, "", f"{pole.name}: {pole.means}", {}, []) for pole in debate.poles),
        *(_position(one, debate.contradictions) for one in debate.positions),
        *(_argument(one) for one in debate.arguments),
    ]
    return "\n\n".join(blocks) + "\n"


def write_title(slug: str) -> str:
    """Return the title of a claim: its slug, unless Argdown would read that slug's first sign as a relation."""
    return slug if slug[0].isalnum() else f"claim {slug}"


def escape(text: str) -> str:
    """Return a text on one line that Argdown reads as that text and as nothing else."""
    return SYNTAX.sub(lambda found: f"\\{found[0]}", " ".join(text.split()))


def _position(one: Position, contradictions: Iterable[tuple[str, str]]) -> str:
    signs = [f"+> [{one.pole}]"] if one.pole else []
    signs += [f">< [{second}]" for first, second in contradictions if first == one.title]
    return _statement(one.title, one.speaker, one.text, one.data, signs)


def _statement(title: str, speaker: str, text: str, data: Mapping[str, object], signs: list[str]) -> str:
    return "\n".join([_line(f"[{title}]", text, speaker, data), *(f"  {sign}" for sign in signs)])


def _argument(one: Argument) -> str:
    signs = [f"+> [{one.position}]"] if one.position else []
    signs += [
        f"{'+>' if bearing.kind == SUPPORTS else '->'} <{write_title(bearing.to)}>"
        for bearing in one.bearings
        if bearing.kind in {SUPPORTS, ATTACKS}
    ]
    bearings = [{"kind": bearing.kind, "to": bearing.to, "reason": bearing.reason} for bearing in one.bearings]
    data = {**one.data, **({"relations": bearings} if bearings else {}), "quotations": list(one.quotations)}
    return "\n".join(
        [_line(f"<{write_title(one.slug)}>", one.text, one.speaker, data), *(f"  {sign}" for sign in signs)]
    )


def _line(title: str, text: str, speaker: str, data: Mapping[str, object]) -> str:
    tag, about = f"#{speaker}" if speaker else "", _data(data) if data else ""
    return " ".join(part for part in (f"{title}:", escape(text), tag, about) if part)


def _data(data: Mapping[str, object]) -> str:
    """Return a mapping in YAML's flow style: JSON, but for the lines that a long list takes."""
    return "{" + ", ".join(f"{json.dumps(name)}: {_value(value)}" for name, value in data.items()) + "}"


def _value(value: object) -> str:
    if isinstance(value, list):
        items = ",\n    ".join(_value(item) for item in value)
        return f"[\n    {items}]" if items else "[]"
    if isinstance(value, dict):
        return _data(value)
    return _quoted(value) if isinstance(value, str) else json.dumps(value)


def _quoted(text: str) -> str:
    """Return a string in double quotes, with escapes that mean the same in JSON and in YAML."""
    bare = json.dumps(text, ensure_ascii=False)
    return UNSAFE.sub(lambda found: "".join(f"\\u{ord(letter):04x}" for letter in found[0]), bare)
