"""Sentences about an invented harbour town, of any length and each different."""

import math
import random
from collections.abc import Callable

SUBJECTS = (
    "a patient lighthouse", "the upper orchard", "an old ferry", "the quiet market", "a copper bell",
    "the tidal garden", "every second bridge", "the northern quay", "a borrowed compass", "the winter archive",
    "a common kitchen", "the glass workshop", "an early tram", "the paper mill", "a floating library", "the salt road",
    "a small observatory", "the weather office", "an unfinished map", "the rope makers’ hall",
)  # fmt: skip
VERBS = (
    "keeps", "follows", "outlasts", "answers to", "depends on", "learns from", "describes", "gives way to", "measures",
    "prepares", "replaces", "remembers", "shelters", "sorts out", "translates", "waits for", "works against",
    "yields to",
)  # fmt: skip
PLACES = (
    "near the river", "at the edge of the town", "under the long roof", "behind the sluice", "across the bay",
    "between two tides", "in the lower village", "along the canal", "beside the granary", "on the far shore",
)  # fmt: skip
TIMES = (
    "in autumn", "before sunrise", "after a dry summer", "on market days", "for a whole season", "once a year",
    "in every account", "as a rule", "until the thaw", "in the second month",
)  # fmt: skip
JOINTS = (", and ", ", while ", ", although ", "; ", ", because ", ", so that ")
FINALS = (
    "so", "too", "here", "again", "indeed", "plainly", "together", "elsewhere", "repeatedly", "differently",
    "nevertheless", "independently", "systematically", "comprehensively",
)  # fmt: skip
"""Last words by which a sentence reaches an exact length, one for each length from 2 to 15."""

FINAL = {len(word): word for word in FINALS}


class Wording:
    """Makes sentences from a fixed vocabulary by ``rng``, each different."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._used: set[str] = set()

    def sentence(self, clauses: int = 1, opening: str = "", end: str = ".", *, longest: float = math.inf) -> str:
        """Return a new sentence with a number of clauses, after the words of ``opening``.

        ``longest`` is the largest number of code points that it may have.
        """
        return self._make_new(lambda: opening + self._join_clauses(clauses), end, longest)

    def sentence_of_length(self, length: int, opening: str = "", end: str = ".") -> str:
        """Return a new sentence of exactly ``length`` code points, at least 60."""
        return self._make_new(lambda: self._make_fitting(length - len(end), opening), end)

    def sentences(self, number: int, longest: int = 3) -> str:
        """Return a number of new sentences of one to ``longest`` clauses each."""
        return " ".join(self.sentence(self._rng.randint(1, longest)) for _ in range(number))

    def heading(self) -> str:
        """Return a few words without a verb."""
        return _capitalise(f"{self._rng.choice(SUBJECTS)} {self._rng.choice(PLACES)}")

    def _make_new(self, make: Callable[[], str], end: str, longest: float = math.inf) -> str:
        while True:
            sentence = _capitalise(make()) + end
            if sentence not in self._used and len(sentence) <= longest:
                self._used.add(sentence)
                return sentence

    def _join_clauses(self, clauses: int) -> str:
        words = self._make_clause()
        for _ in range(clauses - 1):
            words += self._rng.choice(JOINTS) + self._make_clause()
        return words

    def _make_clause(self) -> str:
        subject, thing = self._rng.sample(SUBJECTS, 2)
        words = [subject, self._rng.choice(VERBS), thing]
        words += [self._rng.choice(more) for more in (PLACES, TIMES) if self._rng.random() < 0.5]
        return " ".join(words)

    def _make_fitting(self, length: int, opening: str) -> str:
        words = opening + self._make_clause()
        while length - len(words) - 1 not in FINAL:
            room = length - len(words)
            more = [self._rng.choice(JOINTS) + self._make_clause(), " " + self._rng.choice(TIMES), " " + FINAL[8]]
            # Three code points stay free for a space and the shortest last word.
            fitting = [addition for addition in more if len(addition) + 3 <= room]
            # Where nothing fits, the words are too long already, and a new start is made.
            words = words + fitting[0] if fitting else opening + self._make_clause()
        return f"{words} {FINAL[length - len(words) - 1]}"


def _capitalise(words: str) -> str:
    return words[0].upper() + words[1:]
