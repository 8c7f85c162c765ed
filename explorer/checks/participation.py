"""Whose view is held as their own took part in its episode, or wrote the document; whom others report need not.

Without a part in it a holder is in no column, strip or matrix, while their views are published.
"""

from collections.abc import Collection, Iterator

from explorer.models import Episode, Evidence, Speaker, Stance


def absence_fault(speaker: str, episode: str) -> str:
    """Return the fault of a view whose holder has no part in its episode, with the cure; both are slugs or names."""
    cure = "add them to the episode's people with their role, or correct whose view it is"
    return f"{speaker} holds it in a conversation, '{episode}', in which they have no part; {cure}"


def stance_absence(speaker: Speaker, episode: Episode) -> Iterator[str]:
    """Yield the fault of a stance, saved or not, of somebody who has no part in the episode and wrote nothing of it."""
    if not episode.has_part(speaker):
        yield absence_fault(str(speaker), episode.slug)


def list_bereft(episode: Episode, staying: Collection[int]) -> list[str]:
    """Return the names of those who hold something published in an episode, had only ``staying`` a part in it.

    ``staying`` are the keys of speakers.
    """
    own = Evidence.objects.published().own_in(episode).exclude(asserter__in=staying)
    pieces = own.select_related("asserter", "source").defer("source__text", "source__raw")
    stances = Stance.objects.published().in_episode(episode).exclude(speaker__in=staying).select_related("speaker")
    written = set(episode.sources.values_list("writer", flat=True))
    held = {piece.asserter for piece in pieces if piece.source.writer not in piece.asserter.names}
    held |= {stance.speaker for stance in stances if not written.intersection(stance.speaker.names)}
    return sorted(speaker.name for speaker in held)


def list_absent_claims() -> set[int]:
    """Return the keys of the published claims whose holders have no part in the episode; costs one query."""
    return set(Evidence.objects.published().without_part().values_list("claim", flat=True))


def list_absent_stances() -> set[int]:
    """Return the keys of the published stances whose holders have no part in the episode; costs one query."""
    return set(Stance.objects.published().without_part().values_list("pk", flat=True))
