"""Pages described in the vocabulary of schema.org, as JSON-LD for programs that read pages.

Only speech, from a transcript or a printed quotation, is a ``Quotation``. Summaries and notes are works of their
writer, under the writer's name. The sentence of a claim is the curator's: this site is its interpreter.
"""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass

SITE = "Debate Explorer"
CONTEXT = "https://schema.org"

Thing = dict[str, object]

UNSAFE = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
"""Escapes, valid in a JSON string, for the signs that could end a script element or a line of a script."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person; ``url`` is the absolute address of their page here, ``site`` that of their own site, or empty."""

    name: str
    url: str
    description: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """An episode; ``date`` is None where undated, ``elsewhere`` are its addresses on other sites."""

    title: str
    url: str
    date: datetime.date | None = None
    number: int | None = None
    series: str = ""
    series_url: str = ""
    people: tuple[Person, ...] = ()
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Writing:
    """A document of a writer's own, at ``url`` here; ``site`` is its address elsewhere, or empty."""

    title: str
    url: str
    writer: Person
    date: datetime.date | None = None
    publisher: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """A piece of evidence at ``url``; ``is_speech`` is true where the words are the asserter's spoken ones.

    ``within`` is the address of the conversation or the writing that they are part of.
    """

    exact: str
    url: str
    is_speech: bool
    asserter: Person
    writer: str
    within: str


@dataclass(frozen=True, slots=True)
class Assertion:
    """A claim in the curator's words with its evidence.

    ``is_authored`` is true where a document says that the holder asserts it, and others do not merely report it.
    """

    statement: str
    url: str
    holder: Person
    is_authored: bool
    changed: datetime.date
    words: tuple[QuotedWords, ...]


def build_graph(*things: Thing) -> Thing:
    """Return several things as one document."""
    return {"@context": CONTEXT, "@graph": list(things)}


def to_script(document: Thing) -> str:
    """Return a document as JSON that is safe inside a ``script`` element of HTML."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)


def build_breadcrumbs(steps: Sequence[tuple[str, str]]) -> Thing:
    """Return a ``BreadcrumbList`` of steps, pairs of name and absolute address. The last step is the page itself."""
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": url}
        for place, (name, url) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def build_person(person: Person) -> Thing:
    """Return a speaker as schema.org's ``Person``."""
    return _drop_empty(
        {
            "@type": "Person",
            "@id": person.url,
            "name": person.name,
            "url": person.url,
            "description": person.description,
            "sameAs": person.site,
        }
    )


def build_podcast_episode(conversation: Conversation) -> Thing:
    """Return a ``PodcastEpisode`` with the people who took part."""
    series: Thing = (
        {"@type": "PodcastSeries", "name": conversation.series, "url": conversation.series_url}
        if conversation.series
        else {}
    )
    return _drop_empty(
        {
            "@type": "PodcastEpisode",
            "@id": conversation.url,
            "name": conversation.title,
            "url": conversation.url,
            "datePublished": conversation.date.isoformat() if conversation.date else "",
            "episodeNumber": conversation.number,
            "partOfSeries": _drop_empty(series),
            "contributor": [build_person(person) for person in conversation.people],
            "sameAs": list(conversation.elsewhere),
        }
    )


def build_writing(writing: Writing, conversation: Conversation) -> Thing:
    """Return a ``CreativeWork`` about a conversation."""
    publisher: Thing = {"@type": "Organization", "name": writing.publisher} if writing.publisher else {}
    return _drop_empty(
        {
            "@type": "CreativeWork",
            "@id": writing.url,
            "name": writing.title,
            "url": writing.url,
            "author": build_person(writing.writer),
            "datePublished": writing.date.isoformat() if writing.date else "",
            "publisher": publisher,
            "about": {"@id": conversation.url},
            "sameAs": writing.site,
        }
    )


def build_claim(assertion: Assertion) -> Thing:
    """Return a ``Claim`` as this site interprets it, with the quotations in which it appears.

    The holder is its author. A claim that only others report, or of which no document says whose it is, is about the
    holder instead.
    """
    return {
        "@type": "Claim",
        "@id": assertion.url,
        "url": assertion.url,
        "text": assertion.statement,
        "claimInterpreter": {"@type": "Organization", "name": SITE},
        "author" if assertion.is_authored else "about": build_person(assertion.holder),
        "dateModified": assertion.changed.isoformat(),
        "appearance": [_build_appearance(words, assertion) for words in assertion.words],
    }


def _build_appearance(words: QuotedWords, assertion: Assertion) -> Thing:
    """Return speech as a ``Quotation``, any other words as a ``CreativeWork`` of their writer.

    Where the asserter reports somebody else's view, the asserter is the author and the holder ``spokenByCharacter``.
    """
    held = {"text": words.exact, "url": words.url, "isPartOf": {"@id": words.within}}
    if not words.is_speech:
        return {"@type": "CreativeWork", **held, "creditText": words.writer}
    reported = words.asserter != assertion.holder
    attributed = {"spokenByCharacter": build_person(assertion.holder)} if reported else {}
    return {"@type": "Quotation", **held, "author": build_person(words.asserter), **attributed}


def _drop_empty(thing: Thing) -> Thing:
    """Return a thing without its empty values."""
    return {name: value for name, value in thing.items() if value not in ("", None, [], {})}
