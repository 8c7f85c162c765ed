"""What a reader asks of a sentence: whether it stands in a document, and whether a person said it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict

from explorer.models import Speaker
from explorer.search.vocabulary import fetch_lexicon
from explorer.search_engine.types import Facet
from explorer.text import shorten
from explorer.web.choice import Choice

LONGEST_SENTENCE = 1000
"""Characters that are looked up."""

LONGEST_SHOWN = 5000
"""Characters of a longer text that stay in the form, to be shortened there."""

OPENING, CLOSING = "\"“„«'‘", "\"”“»'’"
SAID_BY = re.compile(r'\s*(?:said|speaker):(?:"([^"]*)"|(\S+))\s*')
"""The person asked about, written before the words: ``said:lecun``, ``said:"yann lecun"``."""


@dataclass(frozen=True, slots=True)
class SaidFilter:
    """The words that a reader asks about, and the person who is thought to have said them.

    ``length`` counts all characters that were pasted; ``unknown`` names what the address asks for and nobody knows.
    """

    words: str
    speaker: Speaker | None = None
    length: int = 0
    unknown: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, query: QueryDict, speakers: Mapping[str, Speaker]) -> Self:
        """Read the address; a person named before the words comes before the parameter."""
        typed = query.get("q", "")
        # Far more than is looked up, and never a megabyte.
        named, words = _split_name(typed[:LONGEST_SHOWN])
        choice = Choice.read(query, "speaker")
        slugs = _resolve(named) if named else choice.values
        known = [speakers[slug] for slug in slugs if slug in speakers]
        unknown = [("said", shorten(named, 40))] if named and not known else []
        unknown += [("speaker", value) for value in choice.unknown(speakers)]
        if len(known) > 1:
            unknown += [("speaker", speaker.slug) for speaker in known[1:]]
        length = len(words) + len(typed[LONGEST_SHOWN:])
        return cls(words, known[0] if known else None, length, tuple(unknown))

    @property
    def is_blank(self) -> bool:
        """Whether there are no words to look up."""
        return not any(char.isalnum() for char in self.words)

    @property
    def is_too_long(self) -> bool:
        return self.length > LONGEST_SENTENCE

    @property
    def fault(self) -> str:
        """The reason why nothing is looked up, and what to do; empty where there is none."""
        if self.is_too_long:
            return (
                f"At most {LONGEST_SENTENCE:,} characters can be looked up, and these are {self.length:,}: "
                "keep the sentence that matters."
            )
        return "There is no word in this to look up." if self.words and self.is_blank else ""

    @property
    def query_string(self) -> str:
        """The shortest query that asks the same."""
        said = [("q", self.words)] if self.words else []
        said += [("speaker", self.speaker.slug)] if self.speaker else []
        return f"?{urlencode(said)}" if said else ""


def strip_quotation_marks(words: str) -> str:
    """Return words without the quotation marks around all of them."""
    words = words.strip()
    if len(words) > 1 and words[0] in OPENING and words[-1] in CLOSING:
        return words[1:-1].strip()
    return words


def list_speakers(speakers: Iterable[Speaker]) -> dict[str, Speaker]:
    """Return speakers by their slug."""
    return {speaker.slug: speaker for speaker in speakers}


def _split_name(typed: str) -> tuple[str, str]:
    """Return the person named before the words, if any, and the words on as many lines as were pasted."""
    lines = typed.replace("\r\n", "\n")
    text = "".join(char if char.isprintable() or char == "\n" else " " for char in lines)
    match = SAID_BY.match(text)
    name = (match[1] or match[2] or "") if match else ""
    return name.strip(), strip_quotation_marks(text[match.end() :] if match else text)


def _resolve(name: str) -> tuple[str, ...]:
    return fetch_lexicon().resolve(Facet.SPEAKER, name)
