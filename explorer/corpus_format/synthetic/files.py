"""The files of a synthetic corpus, one after the other: an episode is forgotten once it is written."""

import random
from collections.abc import Iterator
from itertools import cycle

from explorer.coding.vocabulary import Bearing, ContrastKind, RelationKind, Status
from explorer.corpus_format.schema import ContrastRecord, RelationRecord
from explorer.corpus_format.synthetic import people
from explorer.corpus_format.synthetic.episodes import make_episode
from explorer.corpus_format.synthetic.size import CorpusSize
from explorer.corpus_format.synthetic.talks import Talk
from explorer.corpus_format.synthetic.words import Wording
from explorer.corpus_format.writer import to_yaml

File = tuple[str, bytes]


def corpus_files(size: CorpusSize, seed: int) -> Iterator[File]:
    """Yield relative path and content of every file; those of an episode do not depend on how many follow."""
    held = people.people(size.speakers, _chance(seed, "people"))
    names = {one.slug: one.name for one in held}
    statements = Wording(_chance(seed, "statements"))
    relations = _Relations(statements)
    for number in range(size.episodes):
        episode = make_episode(number, size, names, statements, _chance(seed, number))
        yield from episode.files()
        if episode.talk:
            relations.take(episode.talk)
    yield "speakers.yaml", to_yaml(held)
    yield "series.yaml", to_yaml(people.SERIES)
    yield "topics.yaml", to_yaml(people.questions(size, _chance(seed, "topics")))
    yield "relations.yaml", to_yaml(relations.found)
    yield "contrasts.yaml", to_yaml(list(_contrasts(size, statements)))


def _chance(seed: int, part: object) -> random.Random:
    return random.Random(f"{seed} {part}")  # noqa: S311  (not for secrets)


class _Relations:
    """Joins each claim of position with the one before it on the same topic, where that is another's."""

    def __init__(self, wording: Wording) -> None:
        self.found: list[RelationRecord] = []
        self._wording = wording
        self._last: dict[str, tuple[str, str, int | None]] = {}
        self._kinds = cycle(RelationKind)

    def take(self, talk: Talk) -> None:
        """Take in what was said in a conversation."""
        stood = {stance.topic: stance.position for stance in talk.stances}
        for claim in talk.claims:
            topic = claim.topics[0]
            if claim.status != Status.PUBLISHED or topic.bearing != Bearing.POSITION or claim.speaker != talk.guest:
                continue
            slug, holder, position = self._last.get(topic.topic, ("", claim.speaker, None))
            here = stood.get(topic.topic)
            if holder != claim.speaker:
                opposed = here is not None and position is not None and here * position < 0
                kind = RelationKind.DISPUTES if opposed else next(self._kinds)
                reason = self._wording.sentence(2)
                self.found.append(
                    RelationRecord.model_validate({"from": claim.slug, "to": slug, "kind": kind, "reason": reason})
                )
            self._last[topic.topic] = (claim.slug, claim.speaker, here)


def _contrasts(size: CorpusSize, wording: Wording) -> Iterator[ContrastRecord]:
    """Yield a contrast on every topic between two neighbours among the guests; on the first between all neighbours."""
    kinds = cycle(ContrastKind)
    for topic in range(size.topics):
        pairs = range(size.speakers - 1) if topic == 0 else [topic % (size.speakers - 1)]
        for first in pairs:
            speakers = (people.guest(first), people.guest(first + 1))
            reason = wording.sentence(3)
            yield ContrastRecord(topic=people.topic(topic), speakers=speakers, kind=next(kinds), reason=reason)
