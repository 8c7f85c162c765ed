"""One document into one episode: decoded, parsed, its labels matched with speakers; nobody is guessed."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db import models
from pydantic import ValidationError

from explorer.coding.vocabulary import Format
from explorer.corpus.schema import SourceRecord
from explorer.corpus.validating import hint, plain_words
from explorer.errors import ExplorerError, ForbiddenError
from explorer.models import Claim, Episode, Passage, Series, Source, Speaker, Topic
from explorer.models.versions import one_edit, touch
from explorer.services import recording
from explorer.services.recording import columns
from explorer.sources import ParsedSource, parse_bytes
from explorer.text import join_words, shorten

RIGHTS = "Rights not stated; a third party's text."
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Description:
    """What a curator says of a document; what is left empty is filled in from it, its publisher or its episode."""

    slug: str = ""
    title: str = ""
    writer: str = ""
    publisher: str = ""
    url: str = ""
    rights: str = ""
    extension: str = "txt"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did; ``is_new`` is off where the episode holds these bytes already and nothing was changed."""

    source: Source
    is_new: bool
    kinds: dict[str, int]
    warnings: tuple[str, ...] = ()


def parse_source(raw: bytes, format_name: Format | None = None, extension: str = "") -> ParsedSource:
    """Return a document as its parser understands it, without the database; raises SourceError."""
    return parse_bytes(raw, format_name, extension)


def import_source(
    raw: bytes,
    *,
    episode_slug: str,
    format_name: Format | None = None,
    description: Description | None = None,
    by: Any = None,  # noqa: ANN401  (a user, whatever the model)
) -> ImportReport:
    """Store a document with its passages as a source of an episode; ``by`` says who does so, where somebody does.

    The same bytes again in an episode change nothing. Raises SourceError where the document cannot be read, and
    ExplorerError where there is no such episode, where the slug is taken and where the description is not in order.
    """
    if by is not None and not by.has_perm("explorer.add_source"):
        raise ForbiddenError("importing documents takes a curator; ask one")
    episode = _episode(episode_slug)
    same = episode.sources.without_text().filter(sha256=hashlib.sha256(raw).hexdigest()).first()
    if same is not None:
        return ImportReport(same, is_new=False, kinds=_kinds(same))
    description = description or Description()
    parsed = parse_source(raw, format_name, description.extension)
    record = _described(raw, parsed, episode, description)
    _refuse_taken(record.slug)
    speakers = _Speakers(episode)
    with one_edit(by=by, reason="imported"):
        source = Source.objects.create(episode=episode, raw=raw, text=parsed.text, **columns(record, recording.SOURCE))
        _store_passages(source, parsed, speakers)
    return ImportReport(source, is_new=True, kinds=_kinds(source), warnings=(*parsed.warnings, *speakers.warnings()))


def _episode(slug: str) -> Episode:
    episode = Episode.objects.filter(slug=slug).first()
    if episode is None:
        near = hint(slug, list(Episode.objects.values_list("slug", flat=True)))
        raise ExplorerError(f"there is no episode '{slug}'{near}; add the episode first, or correct the slug")
    return episode


def _described(raw: bytes, parsed: ParsedSource, episode: Episode, given: Description) -> SourceRecord:
    """Return the source's record, checked as the corpus folder's are."""
    try:
        return SourceRecord(
            slug=given.slug or f"{episode.slug}-{parsed.format}",
            title=given.title or shorten(parsed.title or episode.title, 200),
            format=parsed.format,
            extension=given.extension,
            writer=given.writer or given.publisher or UNKNOWN,
            publisher=given.publisher,
            url=given.url,
            rights=given.rights or RIGHTS,
            sha256=hashlib.sha256(raw).hexdigest(),
        )
    except ValidationError as error:
        raise ExplorerError("\n".join(message for _, message in plain_words(SourceRecord, error))) from error


def _refuse_taken(slug: str) -> None:
    """Refuse a slug that anything on the site has."""
    holder = Source.objects.select_related("episode").without_text().filter(slug=slug).first()
    if holder is not None:
        what = f"the slug '{slug}' is that of another document, of the episode '{holder.episode.slug}'"
        raise ExplorerError(f"{what}; choose another with --slug")
    others: tuple[type[models.Model], ...] = (Speaker, Series, Topic, Episode, Claim, Passage)
    if any(model._default_manager.filter(slug=slug).exists() for model in others):  # noqa: SLF001, documented by Django
        raise ExplorerError(f"the slug '{slug}' is that of another record; choose another with --slug")


def _store_passages(source: Source, parsed: ParsedSource, speakers: "_Speakers") -> None:
    rows = {
        passage.id: Passage(
            source=source,
            slug=f"{source.slug}-{ordinal}",
            ordinal=ordinal,
            kind=passage.kind.value,
            grade=passage.grade.value,
            speaker=speakers.under(passage.speaker),
            section=shorten(passage.section, 300),
            start_time=passage.start_time,
            end_time=passage.end_time,
            time_basis=passage.time_basis.value if passage.time_basis else "",
            start=passage.start,
            end=passage.end,
            text=passage.text,
        )
        for ordinal, passage in enumerate(parsed.passages, start=1)
    }
    Passage.objects.bulk_create(rows.values())
    answers = [passage for passage in parsed.passages if passage.answers is not None]
    for passage in answers:
        rows[passage.id].answers = rows[str(passage.answers)]
    touch(rows.values(), added=True)
    Passage.objects.bulk_update([rows[passage.id] for passage in answers], ["answers"])


def _kinds(source: Source) -> dict[str, int]:
    """Return how many passages of each kind a source has."""
    return dict(Counter(source.passages.values_list("kind", flat=True)))


class _Speakers:
    """Finds who stands behind a label: by the episode's labels, then by names and aliases, whatever their case."""

    def __init__(self, episode: Episode) -> None:
        self._labels = {one.label: one.speaker for one in episode.labels.select_related("speaker")}
        self._folded = {label.casefold(): speaker for label, speaker in self._labels.items()}
        self._named: dict[str, set[Speaker]] = {}
        for speaker in Speaker.objects.prefetch_related("aliases"):
            for name in [speaker.name, *(alias.name for alias in speaker.aliases.all())]:
                self._named.setdefault(name.casefold(), set()).add(speaker)
        self._unknown: Counter[str] = Counter()

    def under(self, label: str | None) -> Speaker | None:
        """Return the one speaker whom ``label`` means, None where nobody or several may be meant."""
        if label is None:
            return None
        known = self._labels.get(label) or self._folded.get(label.casefold())
        named = self._named.get(label.casefold(), set())
        speaker = known or (next(iter(named)) if len(named) == 1 else None)
        if speaker is None:
            self._unknown[label] += 1
        return speaker

    def warnings(self) -> list[str]:
        """Say which labels were left without a speaker, and what to do."""
        if not self._unknown:
            return []
        listed = join_words([f"“{label}” ({number} passages)" for label, number in self._unknown.most_common()])
        return [f"no speaker is known as {listed}; add the label to the episode, and set the passages' speaker"]
