"""Differences between two states of a corpus: record by record, field by field."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, NamedTuple

from explorer.corpus_format import schema
from explorer.corpus_format.validation import record_name
from explorer.text import shorten

LONGEST_EXCERPT = 200
LEAD = 40
"""Code points of a value that are shown at most, and those among them before the first difference."""

Content = dict[str, Any]


class RecordNaming(NamedTuple):
    """How records of a kind are named: by the keys that identify one, and the key to show as its title."""

    keys: tuple[str, ...]
    title: str


NAMING: Mapping[type[schema.FolderRecord], RecordNaming] = {
    schema.SpeakerRecord: RecordNaming(("slug",), "name"),
    schema.SeriesRecord: RecordNaming(("slug",), "title"),
    schema.TopicRecord: RecordNaming(("slug",), "question"),
    schema.EpisodeRecord: RecordNaming(("slug",), "title"),
    schema.SourceRecord: RecordNaming(("slug",), "title"),
    schema.PassageRecord: RecordNaming(("id",), "section"),
    schema.ErratumRecord: RecordNaming(("source", "exact"), "reading"),
    schema.ClaimRecord: RecordNaming(("slug",), "statement"),
    schema.StanceRecord: RecordNaming(("speaker", "topic", "episode"), "rationale"),
    schema.RelationRecord: RecordNaming(("from", "to"), "reason"),
    schema.ContrastRecord: RecordNaming(("topic", "speakers"), "reason"),
    schema.SynonymRecord: RecordNaming(("term",), "also"),
    schema.JudgementRecord: RecordNaming(("claim", "round", "planted"), "statement"),
}
"""The naming of every kind of record, in the order in which kinds are listed."""

KINDS_OF_EPISODES = (schema.SourceRecord, schema.ClaimRecord, schema.StanceRecord)
"""The kinds that belong to the episode in whose folder they stand."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a record with its values before and after."""

    name: str
    before: str
    after: str

    @property
    def excerpts(self) -> tuple[str, str]:
        """Both values; long ones are cut to where they begin to differ."""
        pairs = enumerate(zip(self.before, self.after, strict=False))
        shorter = min(len(self.before), len(self.after))
        same = next((place for place, (before, after) in pairs if before != after), shorter)
        start = max(0, same - LEAD) if max(len(self.before), len(self.after)) > LONGEST_EXCERPT else 0
        mark = "…" if start else ""
        before, after = (shorten(value[start:], LONGEST_EXCERPT) for value in (self.before, self.after))
        return mark + before if before else "", mark + after if after else ""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record before and after; ``before`` is empty for an added record, ``after`` for a removed one."""

    name: str
    title: str
    before: Content
    after: Content

    @property
    def content(self) -> Content:
        """The newest content of the record."""
        return self.after or self.before

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """The fields that differ."""
        return tuple(_compare_values("", self.before, self.after))


@dataclass(frozen=True, slots=True)
class KindChanges:
    """The changes to records of one kind, which is named as in messages: ``claim``."""

    kind: str
    added: tuple[RecordChange, ...]
    changed: tuple[RecordChange, ...]
    removed: tuple[RecordChange, ...]
    unchanged: int

    @property
    def written(self) -> dict[str, tuple[RecordChange, ...]]:
        """The changed records by what was done to them; only what was done at all."""
        changes = {"added": self.added, "changed": self.changed, "removed": self.removed}
        return {done: records for done, records in changes.items() if records}

    @property
    def all(self) -> tuple[RecordChange, ...]:
        """Every record that was added, changed or removed."""
        return (*self.added, *self.changed, *self.removed)


RecordsByFile = Mapping[str, schema.FolderRecord | Sequence[schema.FolderRecord]]
"""Records by the path of their file, as a dump writes them."""


def find_changes(before: RecordsByFile, after: RecordsByFile) -> tuple[KindChanges, ...]:
    """Return the changes from one state to another, for every kind of record."""
    old, new = _collect_contents(before), _collect_contents(after)
    return tuple(_compare_kind(kind, old[kind], new[kind]) for kind in NAMING)


def hash_changes(changes: Sequence[KindChanges], *others: object) -> str:
    """Return the SHA-256 of changes and of what else was shown with them, so that a confirmation can name them."""
    return hashlib.sha256(repr((changes, others)).encode()).hexdigest()


def _collect_contents(lists: RecordsByFile) -> dict[type[schema.FolderRecord], dict[str, Content]]:
    """Return the contents of records by kind and name; records of the same name are numbered."""
    found: dict[type[schema.FolderRecord], dict[str, Content]] = {kind: {} for kind in NAMING}
    times: Counter[tuple[type[schema.FolderRecord], str]] = Counter()
    for kind, content in _list_contents(lists):
        name = " ".join(_write_value(content[key]) for key in NAMING[kind].keys)
        times[kind, name] += 1
        found[kind][name if times[kind, name] == 1 else f"{name} ({times[kind, name]})"] = content
    return found


def _list_contents(lists: RecordsByFile) -> Iterator[tuple[type[schema.FolderRecord], Content]]:
    """Yield kind and content of every record; the sources of an episode are records of their own."""
    for file, held in lists.items():
        records = [held] if isinstance(held, schema.FolderRecord) else held
        for record in records:
            content = record.model_dump(mode="json", by_alias=True)
            if isinstance(record, schema.EpisodeRecord):
                for source in content.pop("sources"):
                    yield schema.SourceRecord, {"episode": record.slug, **source}
            elif isinstance(record, KINDS_OF_EPISODES):
                # The record itself does not name its episode: its folder does.
                content = {"episode": file.split("/")[1], **content}
            yield type(record), content


def _compare_kind(kind: type[schema.FolderRecord], old: dict[str, Content], new: dict[str, Content]) -> KindChanges:
    if kind is schema.TopicRecord:
        _number_topics(old, new)
    title = NAMING[kind].title
    added, changed, removed = [], [], []
    for name, content in new.items():
        if name not in old:
            added.append(RecordChange(name, _write_value(content[title]), {}, content))
        elif content != old[name]:
            changed.append(RecordChange(name, _write_value(content[title]), old[name], content))
    for name, content in old.items():
        if name not in new:
            removed.append(RecordChange(name, _write_value(content[title]), content, {}))
    unchanged = len(new) - len(added) - len(changed)
    return KindChanges(record_name(kind), tuple(added), tuple(changed), tuple(removed), unchanged)


def _number_topics(old: dict[str, Content], new: dict[str, Content]) -> None:
    """Add to each topic its place among the topics in both states: their order in the file is the order of lists."""
    for contents, others in ((old, new), (new, old)):
        staying = [name for name in contents if name in others]
        for place, name in enumerate(staying, start=1):
            contents[name]["place among these"] = place


def _compare_values(name: str, before: Any, after: Any) -> Iterator[FieldChange]:  # noqa: ANN401  (a value of JSON)
    """Yield the differences in a value and its parts, each named by the path to it."""
    if before == after:
        return
    value = before or after
    if isinstance(value, dict):
        old, new = before or {}, after or {}
        for key in dict.fromkeys([*old, *new]):
            words = key.replace("_", " ")
            yield from _compare_values(f"{name}, {words}" if name else words, old.get(key), new.get(key))
    elif isinstance(value, list):
        for number, old_item, new_item in _pair_items(before or [], after or []):
            yield from _compare_values(f"{name} {number}", old_item, new_item)
    elif _write_value(before) != _write_value(after):
        yield FieldChange(name, _write_value(before), _write_value(after))


def _pair_items(before: list[Any], after: list[Any]) -> Iterator[tuple[int, Any, Any]]:
    """Yield the items of two lists that are not in both, paired by place, each pair with its number from 1."""
    matched = SequenceMatcher(None, [repr(item) for item in before], [repr(item) for item in after], autojunk=False)
    for tag, left, left_end, right, right_end in matched.get_opcodes():
        if tag != "equal":
            pairs = zip_longest(before[left:left_end], after[right:right_end])
            first = left if tag == "delete" else right
            for number, (old_item, new_item) in enumerate(pairs, start=first + 1):
                yield number, old_item, new_item


def _write_value(value: object) -> str:
    """Return a value as it is written in the folder."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(_write_value(item) for item in value) if isinstance(value, list) else str(value)
