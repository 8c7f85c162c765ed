"""The speakers behind a document's labels: known from the episode and from names, or named by a curator."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from explorer.changes.edit import Edit
from explorer.errors import ExplorerError
from explorer.labels.names import key_of
from explorer.models import Episode, Speaker, SpeakerLabel
from explorer.models.slugs import is_taken
from explorer.parsers import ParsedSource
from explorer.text import join_words, shorten, slugify_name

NEW: Literal["new"] = "new"
LabelDecision = int | Literal["new"] | None
"""A curator's decision on a label: a speaker's key, a new speaker, or nobody."""
NOTHING_DECIDED: Mapping[str, LabelDecision] = MappingProxyType({})
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class LabelledVoice:
    """A label of a document: the number of its passages, the beginning of the first, and its known speaker."""

    label: str
    passages: int
    begins: str
    speaker: Speaker | None


def list_voices(parsed: ParsedSource, episode: Episode) -> list[LabelledVoice]:
    """Return the labels of a document, sorted by the number of passages, largest first."""
    speakers = LabelMatcher(episode)
    begins: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for passage in parsed.passages:
        if passage.speaker is not None:
            counts[passage.speaker] += 1
            begins.setdefault(passage.speaker, passage.text)
    return [
        LabelledVoice(label, number, shorten(begins[label], 90), speakers.under(label))
        for label, number in counts.most_common()
    ]


class LabelMatcher:
    """Finds the speaker of a label: by decision, by the episode's labels, then by names and aliases in any case.

    Names are compared in one Unicode form; a label that may mean two people means nobody.
    """

    def __init__(self, episode: Episode, chosen: Mapping[str, LabelDecision] = NOTHING_DECIDED) -> None:
        self._episode = episode
        self._chosen = chosen
        self._labels = {label.label: label.speaker for label in episode.labels.select_related("speaker")}
        self._folded: dict[str, set[Speaker]] = {}
        for label, speaker in self._labels.items():
            self._folded.setdefault(key_of(label), set()).add(speaker)
        self._named: dict[str, set[Speaker]] = {}
        for speaker in Speaker.objects.prefetch_related("aliases"):
            for name in [speaker.name, *(alias.name for alias in speaker.aliases.all())]:
                self._named.setdefault(key_of(name), set()).add(speaker)
        self._settled: dict[str, Speaker | None] = {}
        self._unknown: Counter[str] = Counter()

    def under(self, label: str | None) -> Speaker | None:
        """Return the one speaker of ``label``; None where it may mean nobody, or several."""
        if label is None:
            return None
        if label in self._settled:
            return self._settled[label]
        known = self.known(label)
        if known is None:
            self._unknown[label] += 1
        return known

    def meant(self, label: str) -> Speaker | None:
        """Return the one speaker whom a label means once it is settled; None where nobody or several may be meant."""
        return self._settled[label] if label in self._settled else self.known(label)

    def settle(self, edit: Edit) -> None:
        """Add the speakers whom the curator called new, and store the labels that they decided on in the episode.

        ``edit`` is that of the import. Raises ExplorerError where a new speaker exists already, and where a chosen one
        was deleted.
        """
        edit.will_change(Episode, [self._episode.pk])
        keys = [who for who in self._chosen.values() if isinstance(who, int)]
        people = Speaker.objects.in_bulk(keys)
        for label, who in self._chosen.items():
            if isinstance(who, int) and who not in people:
                raise ExplorerError(f"the person chosen for “{label}” is not there any more; choose again")
            speaker = _add(label) if who == NEW else people[who] if isinstance(who, int) else None
            if speaker and label not in self._labels and self.known(label) != speaker:
                SpeakerLabel.objects.create(episode=self._episode, label=label, speaker=speaker)
            self._settled[label] = speaker

    def warnings(self) -> list[str]:
        """Return a warning that lists the labels without a speaker and says what to do; none where all are known."""
        if not self._unknown:
            return []
        listed = join_words([f"“{label}” ({number} passages)" for label, number in self._unknown.most_common()])
        return [f"no speaker is known as {listed}; add the label to the episode, and set the passages' speaker"]

    def known(self, label: str) -> Speaker | None:
        """Return the one speaker of a label without any decision; None where it may mean nobody, or several."""
        if label in self._labels:
            return self._labels[label]
        meant = self._folded.get(key_of(label)) or self._named.get(key_of(label), set())
        return next(iter(meant)) if len(meant) == 1 else None


def _add(label: str) -> Speaker:
    """Add a speaker under the name that a document prints; raises ExplorerError."""
    slug = slugify_name(label)[:100].strip("-")
    if not slug or len(label) > LONGEST_NAME:
        raise ExplorerError(f"“{shorten(label, 60)}” cannot be a person's name as it stands; add the person first")
    if is_taken(slug):
        raise ExplorerError(f"the slug '{slug}' is taken already; choose the person whom “{label}” means")
    return Speaker.objects.create(slug=slug, name=label)
