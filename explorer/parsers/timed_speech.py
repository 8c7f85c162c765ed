"""What tells words with a time before every line from a list of chapters: speech has a time every few seconds."""

from itertools import pairwise
from statistics import median

from explorer.labels.clocks import parse_time
from explorer.labels.reading import Labels

FEWEST = 2
LONGEST_GAP = 20.0
"""Seconds between two times of speech, half of them at most; chapters are minutes apart."""


def is_timed_speech(labels: Labels) -> bool:
    """Tell whether lines are timed as speech is, though nobody is named."""
    printed = [label.start_time for label in labels.by_line.values() if not label.speaker and label.start_time]
    times = [time for start in printed if (time := parse_time(start)) is not None]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    return len(gaps) >= FEWEST and 0 < median(gaps) <= LONGEST_GAP
