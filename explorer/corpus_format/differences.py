"""What one state of a corpus says that another does not: record by record, field by field."""

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

SHOWN = 200
LEAD = 40
"""How many code points of a value are shown at most, and how many of them before the first that differs."""

Content = dict[str, Any]


class RecordNaming(NamedTuple):
    """The keys that tell records of a kind apart, and the one that says most about a record."""

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
}
"""Every kind of record, in the order in which they are told."""

OF_EPISODES = (schema.SourceRecord, schema.ClaimRecord, schema.StanceRecord)
"""The kinds that belong to the episode in whose folder they stand."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a record, and what it said before and after."""

    name: str
    before: str
    after: str

    @property
    def excerpts(self) -> tuple[str, str]:
        """Both values, cut to where they begin to differ if they are long."""
        pairs = enumerate(zip(self.before, self.after, strict=False))
        same = next((place for place, (one, other) in pairs if one != other), min(len(self.before), len(self.after)))
        start = max(0, same - LEAD) if max(len(self.before), len(self.after)) > SHOWN else 0
        mark = "…" if start else ""
        before, after = (shorten(value[start:], SHOWN) for value in (self.before, self.after))
        return mark + before if before else "", mark + after if after else ""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record before and after: one of the two is empty where it was added or removed."""

    name: str
    title: str
    before: Content
    after: Content

    @property
    def content(self) -> Content:
        """What it says, or said last."""
        return self.after or self.before

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """The fields in which the two differ."""
        return tuple(_field_changes("", self.before, self.after))


@dataclass(frozen=True, slots=True)
class KindChanges:
    """What became of the records of a kind, which is named as in messages: ``claim``."""

    kind: str
    added: tuple[RecordChange, ...]
    changed: tuple[RecordChange, ...]
    removed: tuple[RecordChange, ...]
    unchanged: int

    @property
    def written(self) -> dict[str, tuple[RecordChange, ...]]:
        """The records that are not as they were, by what became of them, where there are any."""
        became = {"added": self.added, "changed": self.changed, "removed": self.removed}
        return {what: records for what, records in became.items() if records}

    @property
    def all(self) -> tuple[RecordChange, ...]:
        """Every record that is not as it was."""
        return (*self.added, *self.changed, *self.removed)


Lists = Mapping[str, schema.FolderRecord | Sequence[schema.FolderRecord]]
"""Records under the files that hold them, as a dump has them."""


def changes_between(before: Lists, after: Lists) -> tuple[KindChanges, ...]:
    """Return what changed from one state to another, for every kind of record."""
    old, new = _contents(before), _contents(after)
    return tuple(_of_kind(kind, old[kind], new[kind]) for kind in NAMING)


def digest(changes: Sequence[KindChanges], *others: object) -> str:
    """Return a name for changes, and whatever else was shown with them, that no other changes have."""
    return hashlib.sha256(repr((changes, others)).encode()).hexdigest()


def _contents(lists: Lists) -> dict[type[schema.FolderRecord], dict[str, Content]]:
    """Return what records say by their kinds and names; where several have one name they are numbered."""
    found: dict[type[schema.FolderRecord], dict[str, Content]] = {kind: {} for kind in NAMING}
    times: Counter[tuple[type[schema.FolderRecord], str]] = Counter()
    for kind, content in _told(lists):
        name = " ".join(_said(content[key]) for key in NAMING[kind].keys)
        times[kind, name] += 1
        found[kind][name if times[kind, name] == 1 else f"{name} ({times[kind, name]})"] = content
    return found


def _told(lists: Lists) -> Iterator[tuple[type[schema.FolderRecord], Content]]:
    for file, held in lists.items():
        records = [held] if isinstance(held, schema.FolderRecord) else held
        for record in records:
            content = record.model_dump(mode="json", by_alias=True)
            if isinstance(record, schema.EpisodeRecord):
                for source in content.pop("sources"):
                    yield schema.SourceRecord, {"episode": record.slug, **source}
            elif isinstance(record, OF_EPISODES):
                content = {"episode": file.split("/")[1], **content}
            yield type(record), content


def _of_kind(kind: type[schema.FolderRecord], old: dict[str, Content], new: dict[str, Content]) -> KindChanges:
    if kind is schema.TopicRecord:
        _put_places(old, new)
    title = NAMING[kind].title
    added, changed, removed = [], [], []
    for name, content in new.items():
        if name not in old:
            added.append(RecordChange(name, _said(content[title]), {}, content))
        elif content != old[name]:
            changed.append(RecordChange(name, _said(content[title]), old[name], content))
    for name, content in old.items():
        if name not in new:
            removed.append(RecordChange(name, _said(content[title]), content, {}))
    unchanged = len(new) - len(added) - len(changed)
    return KindChanges(record_name(kind), tuple(added), tuple(changed), tuple(removed), unchanged)


def _put_places(old: dict[str, Content], new: dict[str, Content]) -> None:
    """Note the places of topics among those that stay, whose order in the file is that of lists."""
    for contents, others in ((old, new), (new, old)):
        staying = [name for name in contents if name in others]
        for place, name in enumerate(staying, start=1):
            contents[name]["place among these"] = place


def _field_changes(name: str, before: Any, after: Any) -> Iterator[FieldChange]:  # noqa: ANN401  (a value of JSON)
    """Yield what differs in a value and in what it holds, each under the way to it."""
    if before == after:
        return
    value = before or after
    if isinstance(value, dict):
        old, new = before or {}, after or {}
        for key in dict.fromkeys([*old, *new]):
            words = key.replace("_", " ")
            yield from _field_changes(f"{name}, {words}" if name else words, old.get(key), new.get(key))
    elif isinstance(value, list):
        for number, one, other in _paired(before or [], after or []):
            yield from _field_changes(f"{name} {number}", one, other)
    elif _said(before) != _said(after):
        yield FieldChange(name, _said(before), _said(after))


def _paired(before: list[Any], after: list[Any]) -> Iterator[tuple[int, Any, Any]]:
    """Yield the items of two lists that are not in both, those in the same place together, with their numbers."""
    matched = SequenceMatcher(None, [repr(one) for one in before], [repr(one) for one in after], autojunk=False)
    for what, left, left_end, right, right_end in matched.get_opcodes():
        if what != "equal":
            pairs = zip_longest(before[left:left_end], after[right:right_end])
            first = left if what == "delete" else right
            for number, (one, other) in enumerate(pairs, start=first + 1):
                yield number, one, other


def _said(value: object) -> str:
    """Return a value as the folder's readers write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(_said(one) for one in value) if isinstance(value, list) else str(value)
