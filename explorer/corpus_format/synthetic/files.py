"""The files of a synthetic corpus, one after the other, so that memory holds one episode at a time."""

import random
from collections.abc import Iterator
from itertools import cycle

from explorer.coding.vocabulary import Bearing, ContrastKind, RelationKind, Status
from explorer.corpus_format.schema import ContrastRecord, RelationRecord
from explorer.corpus_format.synthetic import people
from explorer.corpus_format.synthetic.coding import SHARED_OUTCOMES, UNPLACED
from explorer.corpus_format.synthetic.episodes import make_episode
from explorer.corpus_format.synthetic.size import CorpusSize
from explorer.corpus_format.synthetic.talks import Talk
from explorer.corpus_format.synthetic.words import Wording
from explorer.corpus_format.writer import to_yaml
from explorer.progress import track

File = tuple[str, bytes]


def corpus_files(size: CorpusSize, seed: int) -> Iterator[File]:
    """Yield the relative path and content of every file; an episode is the same however many follow it."""
    speakers = people.make_people(size.speakers, _make_random(seed, "people"))
    names = {speaker.slug: speaker.name for speaker in speakers}
    statements = Wording(_make_random(seed, "statements"))
    relations = _RelationMaker(statements)
    for number in track(range(size.episodes), "episodes made", size.episodes):
        episode = make_episode(number, size, names, statements, _make_random(seed, number))
        yield from episode.files()
        if episode.talk:
            relations.take(episode.talk)
    yield "speakers.yaml", to_yaml(speakers)
    yield "series.yaml", to_yaml(people.SERIES)
    yield "topics.yaml", to_yaml(people.make_topics(size, _make_random(seed, "topics")))
    yield "relations.yaml", to_yaml(relations.found)
    yield "contrasts.yaml", to_yaml(list(_make_contrasts(size, statements)))


def _make_random(seed: int, part: object) -> random.Random:
    """Return the random numbers of one part of the corpus, independent of all other parts."""
    return random.Random(f"{seed} {part}")  # noqa: S311  (not for secrets)


class _RelationMaker:
    """Relates each claim of position to the previous one on the same topic, if another guest holds that."""

    def __init__(self, wording: Wording) -> None:
        self.found: list[RelationRecord] = []
        self._wording = wording
        self._last: dict[str, tuple[str, str, int | None]] = {}
        self._kinds = cycle(RelationKind)

    def take(self, talk: Talk) -> None:
        """Add relations from the claims of a conversation."""
        positions = {stance.topic: stance.position for stance in talk.stances}
        for claim in talk.claims:
            link = claim.topics[0]
            if claim.status != Status.PUBLISHED or link.bearing != Bearing.POSITION or claim.speaker != talk.guest:
                continue
            slug, holder, before = self._last.get(link.topic, ("", claim.speaker, None))
            here = positions.get(link.topic)
            if holder != claim.speaker:
                opposed = here is not None and before is not None and here * before < 0
                kind = RelationKind.DISPUTES if opposed else next(self._kinds)
                reason = self._wording.sentence(2)
                self.found.append(
                    RelationRecord.model_validate({"from": claim.slug, "to": slug, "kind": kind, "reason": reason})
                )
            self._last[link.topic] = (claim.slug, claim.speaker, here)


def _make_contrasts(size: CorpusSize, wording: Wording) -> Iterator[ContrastRecord]:
    """Yield a contrast between two neighbouring guests on every topic where all are placed, and more on the first."""
    kinds = cycle(kind for kind in ContrastKind if kind != ContrastKind.SAME_VERDICT)
    for topic in (topic for topic in range(size.topics) if topic != UNPLACED):
        pairs = range(size.speakers - 1) if topic == 0 else [topic % (size.speakers - 1)]
        for first in pairs:
            speakers = (people.guest_slug(first), people.guest_slug(first + 1))
            reason = wording.sentence(3)
            kind = ContrastKind.SAME_VERDICT if topic in SHARED_OUTCOMES else next(kinds)
            yield ContrastRecord(topic=people.topic_slug(topic), speakers=speakers, kind=kind, reason=reason)
