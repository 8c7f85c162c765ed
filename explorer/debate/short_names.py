"""Short names of people side by side: the surname, and more of the name where two share one."""

from collections import Counter
from collections.abc import Collection, Mapping

from explorer.models import Speaker


def shorten_names(speakers: Collection[Speaker]) -> Mapping[int, str]:
    """Return a short name for each speaker by key, different for each two whose names differ."""
    people = {speaker.pk: speaker for speaker in speakers}
    surnames = Counter(speaker.short_name for speaker in people.values())
    initialled = Counter(_write_initial(speaker) for speaker in people.values())
    return {key: _choose_name(speaker, surnames, initialled) for key, speaker in people.items()}


def _choose_name(speaker: Speaker, surnames: Counter[str], initialled: Counter[str]) -> str:
    if surnames[speaker.short_name] == 1:
        return speaker.short_name
    name = _write_initial(speaker)
    return name if initialled[name] == 1 else speaker.name


def _write_initial(speaker: Speaker) -> str:
    """Return the name with its first word as an initial: ``A. Bellwick``."""
    first, *rest = speaker.name.split()
    return f"{first[0]}. {rest[-1]}" if rest else first
