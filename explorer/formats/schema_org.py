"""Pages described in the vocabulary of schema.org, as JSON-LD for programs that read pages.

A ``Quotation`` is speech alone: what a transcript or a printed quotation gives as somebody's words. Summaries and notes
are works of their writer, under the writer's name. The sentence of a claim is the curator's, so this site is its
interpreter and its holder is whom it is about.
"""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass

SITE = "Debate Explorer"
CONTEXT = "https://schema.org"

Thing = dict[str, object]

UNSAFE = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
"""What could end a script element or a line of a script, as escapes that mean the same inside a JSON string."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person with a page; addresses are absolute, ``url`` that of the page here, ``site`` their own or empty."""

    name: str
    url: str
    description: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """An episode; ``date`` is None where undated, ``elsewhere`` are addresses of the same conversation."""

    title: str
    url: str
    date: datetime.date | None = None
    number: int | None = None
    series: str = ""
    series_url: str = ""
    people: tuple[Person, ...] = ()
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """A piece of evidence at ``url``; ``is_speech`` where its words are spoken ones of the asserter."""

    exact: str
    url: str
    is_speech: bool
    asserter: Person
    writer: str


@dataclass(frozen=True, slots=True)
class Assertion:
    """A claim in the curator's words, its holder, and what carries it; ``is_reported`` where others alone say so."""

    statement: str
    url: str
    holder: Person
    is_reported: bool
    changed: datetime.date
    conversation: Conversation
    words: tuple[QuotedWords, ...]


def graph(*things: Thing) -> Thing:
    """Return things as one document."""
    return {"@context": CONTEXT, "@graph": list(things)}


def to_script(document: Thing) -> str:
    """Return a document as JSON that may stand inside a ``script`` element of HTML."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)


def breadcrumbs(steps: Sequence[tuple[str, str]]) -> Thing:
    """Return the way to a page, as names and absolute addresses from the top; the last step is the page."""
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": url}
        for place, (name, url) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def person(one: Person) -> Thing:
    """Return a ``Person``."""
    return _said(
        {
            "@type": "Person",
            "@id": one.url,
            "name": one.name,
            "url": one.url,
            "description": one.description,
            "sameAs": one.site,
        }
    )


def podcast_episode(one: Conversation) -> Thing:
    """Return a ``PodcastEpisode`` with who took part."""
    series: Thing = {"@type": "PodcastSeries", "name": one.series, "url": one.series_url} if one.series else {}
    return _said(
        {
            "@type": "PodcastEpisode",
            "@id": one.url,
            "name": one.title,
            "url": one.url,
            "datePublished": one.date.isoformat() if one.date else "",
            "episodeNumber": one.number,
            "partOfSeries": _said(series),
            "contributor": [person(who) for who in one.people],
            "sameAs": list(one.elsewhere),
        }
    )


def claim(one: Assertion) -> Thing:
    """Return a ``Claim`` as this site interprets it, with every place where it appears.

    Its author is its holder; a view that only others report is about its holder instead.
    """
    return {
        "@type": "Claim",
        "@id": one.url,
        "url": one.url,
        "text": one.statement,
        "claimInterpreter": {"@type": "Organization", "name": SITE},
        "about" if one.is_reported else "author": person(one.holder),
        "dateModified": one.changed.isoformat(),
        "appearance": [_appearance(words, one) for words in one.words],
    }


def _appearance(words: QuotedWords, of: Assertion) -> Thing:
    """Return the words as a ``Quotation`` where they are speech, else as a work of who wrote them.

    Where the asserter reports somebody else's view, the words are the asserter's and attributed to the holder:
    ``spokenByCharacter``.
    """
    held = {"text": words.exact, "url": words.url, "isPartOf": {"@id": of.conversation.url}}
    if not words.is_speech:
        return {"@type": "CreativeWork", **held, "creditText": words.writer}
    reported = words.asserter != of.holder
    attributed = {"spokenByCharacter": person(of.holder)} if reported else {}
    return {"@type": "Quotation", **held, "author": person(words.asserter), **attributed}


def _said(thing: Thing) -> Thing:
    """Return a thing without what is empty."""
    return {name: value for name, value in thing.items() if value not in ("", None, [], {})}
