"""How large a synthetic corpus is, and who and what is where in it."""

from dataclasses import dataclass

from explorer.errors import ExplorerError

LEAST = {"episodes": 1, "speakers": 2, "topics": 2, "discussed": 1}
COMMON = 3
"""How many questions every conversation touches; the others take turns."""


@dataclass(frozen=True, slots=True)
class CorpusSize:
    """How many episodes, guests and topics there are, and how many topics a conversation touches.

    Raises ExplorerError where that makes no corpus.
    """

    episodes: int
    speakers: int = 12
    topics: int = 60
    discussed: int = 10

    def __post_init__(self) -> None:
        for name, least in LEAST.items():
            if getattr(self, name) < least:
                raise ExplorerError(f"{getattr(self, name)} {name} make no corpus; ask for {least} or more")

    def is_late(self, topic: int) -> bool:
        """Return whether a topic (from 0) was added after everything was read: the last one in six."""
        return topic >= self.topics - self.topics // 6

    def has_documents(self, guest: int) -> bool:
        """Return whether there are documents of a guest's (from 0) conversations; of the last one's there are none."""
        return self.speakers < 3 or guest < self.speakers - 1

    def was_read(self, guest: int) -> bool:
        """Return whether the documents of a guest's (from 0) conversations were read in full."""
        return self.speakers < 4 or guest != self.speakers - 2

    def topics_of(self, episode: int) -> list[int]:
        """Return the topics (from 0) that an episode (from 0) touches: the common ones, then others in turn."""
        asked = [topic for topic in range(self.topics) if not self.is_late(topic)]
        others = asked[COMMON:]
        room = max(min(self.discussed - COMMON, len(others)), 0)
        turned = [others[(episode * room + place) % len(others)] for place in range(room)]
        return asked[: min(COMMON, self.discussed)] + turned
