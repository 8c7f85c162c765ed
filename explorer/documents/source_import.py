"""The import of one document into one episode: decoded, parsed, and its labels matched with speakers, never guessed."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pydantic import ValidationError

from explorer.changes.edit import Edit, open_edit
from explorer.coding.vocabulary import Format
from explorer.corpus import record_columns
from explorer.corpus.record_columns import Columns, columns
from explorer.corpus_format.schema import SourceRecord
from explorer.corpus_format.validation import describe_faults, suggest_word
from explorer.documents.participants import NO_ROLES, RoleDecision, add_appearances, name_hosts
from explorer.documents.speaker_labels import NOTHING_DECIDED, LabelDecision, LabelMatcher
from explorer.documents.virus_scan import refuse_infected
from explorer.errors import ExplorerError, ForbiddenError
from explorer.labels.reading import NOBODY_NAMED
from explorer.models import Appearance, Episode, Passage, Source
from explorer.models.people import Person
from explorer.models.slugs import is_taken, list_taken
from explorer.parsers import Encoding, ParsedPassage, ParsedSource, parse_bytes
from explorer.progress import OnProgress, Progress, show_nobody
from explorer.text import shorten

RIGHTS = "Rights not stated; a third party's text."
UNKNOWN = "unknown"
BATCH = 500
"""The number of passages that are stored between two reports of progress."""
NO_ANSWERS: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SourceDescription:
    """A curator's description of a document; empty fields are taken from it, its publisher or its episode."""

    slug: str = ""
    title: str = ""
    writer: str = ""
    publisher: str = ""
    url: str = ""
    rights: str = ""
    extension: str = "txt"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The result of an import; ``is_new`` is false where the episode held these bytes and nothing was changed.

    ``appearances`` are the parts in the episode that it gave to people.
    """

    source: Source
    is_new: bool
    kinds: dict[str, int]
    warnings: tuple[str, ...] = ()
    appearances: tuple[Appearance, ...] = ()


def parse_source(
    raw: bytes,
    format_name: Format | None = None,
    extension: str = "",
    *,
    encoding: Encoding | None = None,
    named: Mapping[int, str] = NOBODY_NAMED,
) -> ParsedSource:
    """Return a document as its parser understands it, without the database; raises SourceError.

    ``encoding`` is what a curator confirmed that it is in, ``named`` who speaks at which lines by their word.
    """
    return parse_bytes(raw, format_name, extension, encoding=encoding, named=named)


def import_source(
    raw: bytes,
    *,
    episode_slug: str,
    format_name: Format | None = None,
    description: SourceDescription | None = None,
    encoding: Encoding | None = None,
    hosts: Sequence[str] = (),
    by: Person = None,
) -> ImportReport:
    """Store a document with its passages as a source of an episode; ``by`` is the importing user, if any.

    ``encoding`` is what was confirmed that the document is in, where that is not UTF-8. ``hosts`` names who asks in it;
    where nobody is named, whoever does so most often is taken for the host. The same bytes again in an episode change
    nothing. Raises SourceError where the document cannot be read, and ExplorerError where no such episode exists, where
    a host does not speak in it, where the slug is taken and where the description is not valid; beside
    these what ``refuse_infected`` raises.
    """
    refuse_infected(raw)
    description = description or SourceDescription()
    episode = _episode(episode_slug)
    parsed = parse_source(raw, format_name, description.extension, encoding=encoding)
    roles = name_hosts(parsed, LabelMatcher(episode), hosts) if hosts else NO_ROLES
    return import_parsed(raw, parsed, episode=episode, description=description, roles=roles, by=by)


def import_parsed(
    raw: bytes,
    parsed: ParsedSource,
    *,
    episode: Episode,
    description: SourceDescription,
    chosen: Mapping[str, LabelDecision] = NOTHING_DECIDED,
    roles: Mapping[str, RoleDecision] = NO_ROLES,
    by: Person = None,
    on_progress: OnProgress = show_nobody,
) -> ImportReport:
    """Store a document that was parsed already; otherwise like :func:`import_source`.

    ``parsed`` is the parse of the bytes, ``chosen`` has decisions on labels, ``roles`` the parts of the people in the
    episode, ``by`` is the importing user; raises ForbiddenError where they may not import. ``on_progress`` is called
    after every batch of passages; every refusal comes before the first.
    """
    if by is not None and not by.has_perm("explorer.add_source"):
        raise ForbiddenError("importing documents takes a curator; ask one")
    if same := find_same_source(raw, episode):
        return ImportReport(same, is_new=False, kinds=count_kinds(same))
    record = _described(raw, parsed, episode, description)
    _refuse_taken(record.slug, len(parsed.passages))
    speakers = LabelMatcher(episode, chosen)
    with open_edit(by=by, reason="imported") as edit:
        speakers.settle(edit)
        appearances = add_appearances(episode, parsed, speakers, roles, edit)
        source = Source.objects.create(
            episode=episode, raw=raw, text=parsed.text, **columns(record, record_columns.SOURCE)
        )
        _store_passages(source, parsed, speakers, edit, on_progress)
    warnings = (*parsed.warnings, *speakers.warnings())
    return ImportReport(source, is_new=True, kinds=count_kinds(source), warnings=warnings, appearances=appearances)


def find_same_source(raw: bytes, episode: Episode) -> Source | None:
    """Return the source of an episode that has exactly these bytes, None where there is none."""
    return episode.sources.without_text().filter(sha256=hashlib.sha256(raw).hexdigest()).first()


def _episode(slug: str) -> Episode:
    episode = Episode.objects.filter(slug=slug).first()
    if episode is None:
        near = suggest_word(slug, list(Episode.objects.values_list("slug", flat=True)))
        raise ExplorerError(f"there is no episode '{slug}'{near}; add the episode first, or correct the slug")
    return episode


def _described(raw: bytes, parsed: ParsedSource, episode: Episode, given: SourceDescription) -> SourceRecord:
    """Return the source's record, validated as the corpus folder's records are."""
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
        raise ExplorerError("\n".join(message for _, message in describe_faults(SourceRecord, error))) from error


def _refuse_taken(slug: str, passages: int) -> None:
    """Raise ExplorerError where another record has the slug of the document or of one of its passages."""
    holder = Source.objects.select_related("episode").without_text().filter(slug=slug).first()
    if holder is not None:
        what = f"the slug '{slug}' is that of another document, of the episode '{holder.episode.slug}'"
        raise ExplorerError(f"{what}; choose another slug")
    if is_taken(slug):
        raise ExplorerError(f"the slug '{slug}' is that of another record; choose another slug")
    if taken := list_taken(f"{slug}-", [f"{slug}-{ordinal}" for ordinal in range(1, passages + 1)]):
        raise ExplorerError(f"its passage would have the slug '{taken[0]}' of another record; choose another slug")


def _store_passages(
    source: Source, parsed: ParsedSource, speakers: LabelMatcher, edit: Edit, on_progress: OnProgress
) -> None:
    def make_row(passage: ParsedPassage) -> Passage:
        return Passage(source=source, slug=f"{source.slug}-{passage.id}", **passage_columns(passage, speakers))

    keys = store_in_batches(parsed.passages, make_row, source, edit, on_progress)
    store_answers(parsed, keys, source, edit)


def passage_columns(passage: ParsedPassage, speakers: LabelMatcher) -> Columns:
    """Return the columns of a parsed passage, without its source, its slug and the passage that it answers."""
    speaker = speakers.under(passage.speaker)
    return {
        "ordinal": int(passage.id),
        "kind": passage.kind.value,
        "grade": passage.grade.value,
        "speaker_id": speaker.pk if speaker else None,
        "section": passage.section,
        "start_time": passage.start_time,
        "end_time": passage.end_time,
        "time_basis": passage.time_basis.value if passage.time_basis else "",
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }


def store_in_batches(
    passages: Sequence[ParsedPassage],
    make_row: Callable[[ParsedPassage], Passage],
    source: Source,
    edit: Edit,
    on_progress: OnProgress,
) -> dict[str, int]:
    """Store new passages of a source in batches; return their keys by the parser's ids."""
    keys: dict[str, int] = {}
    on_progress(Progress("passages stored", 0, len(passages)))
    for first in range(0, len(passages), BATCH):
        batch = {passage.id: make_row(passage) for passage in passages[first : first + BATCH]}
        Passage.objects.bulk_create(batch.values())
        edit.added(batch.values(), within=source)
        keys.update((name, row.pk) for name, row in batch.items())
        on_progress(Progress("passages stored", len(keys), len(passages)))
    return keys


def store_answers(
    parsed: ParsedSource,
    keys: Mapping[str, int],
    source: Source,
    edit: Edit,
    held: Mapping[int, int] = NO_ANSWERS,
) -> None:
    """Store the passage that each passage answers, by the keys of the parser's ids.

    ``held`` has the stored answers. Where the parser finds no question, the stored one stays, which a curator may have
    set.
    """
    changed = [
        Passage(pk=keys[passage.id], answers_id=keys[passage.answers])
        for passage in parsed.passages
        if passage.answers is not None and held.get(keys[passage.id]) != keys[passage.answers]
    ]
    edit.will_change(Passage, [row.pk for row in changed], within=source)
    Passage.objects.bulk_update(changed, ["answers"], batch_size=BATCH)


def count_kinds(source: Source) -> dict[str, int]:
    """Return the number of passages of each kind in a source."""
    return dict(Counter(source.passages.order_by("ordinal").values_list("kind", flat=True)))
