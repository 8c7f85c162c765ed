"""The size of a synthetic corpus, and what follows from it for its topics, guests and episodes."""

from dataclasses import dataclass

from explorer.errors import ExplorerError

LEAST = {"episodes": 1, "speakers": 2, "topics": 2, "discussed": 1}
COMMON = 3
"""Topics that every conversation touches; the other topics take turns."""


@dataclass(frozen=True, slots=True)
class CorpusSize:
    """The numbers of episodes, guests and topics, and of topics that a conversation touches.

    Raises ExplorerError if a number is too small.
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
        """Whether a topic (from 0) was added after every document was read, as the last sixth of topics was."""
        return topic >= self.topics - self.topics // 6

    def has_documents(self, guest: int) -> bool:
        """Whether documents of a guest's (from 0) conversations are held: of all but the last of three or more."""
        return self.speakers < 3 or guest < self.speakers - 1

    def was_read(self, guest: int) -> bool:
        """Whether the documents of a guest (from 0) were read in full: of all but the last but one of four or more."""
        return self.speakers < 4 or guest != self.speakers - 2

    def choose_touched(self) -> int:
        """Return the topic (from 0) that every conversation touches, most of them without taking a side."""
        return self.topics - self.topics // 6 - 1

    def choose_topics(self, episode: int) -> list[int]:
        """Return the topics (from 0) that an episode (from 0) touches: the common ones, then others in turn."""
        early = [topic for topic in range(self.topics) if not self.is_late(topic)]
        others = early[COMMON:]
        room = max(min(self.discussed - COMMON, len(others)), 0)
        in_turn = [others[(episode * room + place) % len(others)] for place in range(room)]
        return early[: min(COMMON, self.discussed)] + in_turn
