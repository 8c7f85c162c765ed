"""The embedder that ``EMBEDDER`` chooses, and the vectors of documents and queries."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from explorer.search_engine.embedders.base import Embedder
from explorer.search_engine.plan import WordsNear
from explorer.search_engine.types import Document, DocumentType, Field
from explorer.search_engine.vectors import Vector, pack
from explorer.search_engine.windows import Span, cut_windows, window_spans
from explorer.search_engine.word_vectors import WordVectors

OFF = "off"
EMBEDDERS = {"static": "explorer.search_engine.embedders.static.StaticEmbedder"}
"""Embedders that have a short name; any other is named by its dotted path."""

AT_ONCE = 200
"""Documents that are embedded together."""

NAMED = frozenset({DocumentType.SPEAKER, DocumentType.EPISODE})
"""Documents that are found by their names alone: what is said of people would be close to all that they say."""


def embedder() -> Embedder | None:
    """Return the embedder that ``EMBEDDER`` names, None where meaning is not searched."""
    return load_embedder(settings.EMBEDDER)


@lru_cache(maxsize=4)
def load_embedder(name: str) -> Embedder | None:
    """Return an embedder by its name, one for the whole process; raises ImproperlyConfigured where there is none."""
    if name == OFF:
        return None
    try:
        # Imported only when chosen, since its libraries take long to import.
        found: Embedder = import_string(EMBEDDERS.get(name, name))()
    except (ImportError, TypeError) as error:
        raise ImproperlyConfigured(f"EMBEDDER={name}: {error}. Install it, or use static or off.") from error
    return found


def name_embedder() -> str:
    """Return the name under which vectors are kept; empty where there are none."""
    chosen = embedder()
    return chosen.name if chosen else ""


def words_near() -> WordsNear | None:
    """Return what matches a word with those that mean the same, None where meaning is not searched."""
    chosen = embedder()
    return _load_word_vectors(chosen).find_near if chosen else None


@lru_cache(maxsize=4)
def _load_word_vectors(chosen: Embedder) -> WordVectors:
    return WordVectors(chosen)


def query_embedder() -> Callable[[str], Vector] | None:
    """Return what makes a query's text a vector, None where meaning is not searched."""
    chosen = embedder()
    return (lambda text: chosen.embed([text])[0]) if chosen else None


def choose_closest_window(query: str, text: str) -> Span:
    """Return the span of the window of a text that is closest to a query; the whole text without an embedder."""
    spans, chosen = window_spans(text), embedder()
    if chosen is None or len(spans) < 2:
        return 0, len(text)
    vectors = chosen.embed([query, *(text[start:end] for start, end in spans)])
    return spans[int((vectors[1:] @ vectors[0]).argmax())]


def add_windows(documents: Iterable[Document]) -> Iterator[Document]:
    """Yield documents with the vectors of what they say."""
    chosen = embedder()
    if chosen is None:
        yield from documents
        return
    remaining = iter(documents)
    while some := list(islice(remaining, AT_ONCE)):
        texts = [_list_windows(document) for document in some]
        vectors = iter(pack(chosen.embed([window for windows in texts for window in windows])))
        for document, windows in zip(some, texts, strict=True):
            yield replace(document, windows=tuple(islice(vectors, len(windows))))


def _list_windows(document: Document) -> list[str]:
    """Return the texts that say what a document means: a section's title and quoted words are those of others."""
    if document.key.type is DocumentType.PASSAGE:
        return cut_windows(document.texts[Field.BODY])
    if document.key.type is DocumentType.TOPIC:
        description, *_ = document.texts[Field.BODY].splitlines() or [""]
        return [text for text in (document.texts[Field.TITLE], description) if text]
    return [] if document.key.type in NAMED else [document.texts[Field.TITLE]]
