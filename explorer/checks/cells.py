"""Checks of a speaker on a topic across records, each of which is right by itself: claims, stances and contrasts.

They are no ground to refuse a folder: records are published one by one, and a site loads its own dump at any time.
"""

from collections import defaultdict
from collections.abc import Iterator

from explorer.checks.findings import Finding
from explorer.checks.publication import fetch_published_witnesses
from explorer.coding.vocabulary import AppearanceRole, Attribution, Bearing, ContrastKind, StanceCode
from explorer.models import Appearance, ClaimTopic, Contrast, Stance

Cell = tuple[int, int]
"""The keys of a speaker and a topic."""


def check_cells() -> Iterator[Finding]:
    """Yield every finding about a speaker on a topic; costs seven queries."""
    yield from list_uncoded_cells()
    yield from list_unborne_contrasts()


def list_uncoded_cells() -> Iterator[Finding]:
    """Yield a finding for each speaker, topic and episode with claims of position and no stance; costs five queries.

    A stance in any status but retracted will do. Where nothing scores, only a guest of the episode needs one: hosts and
    writers are not placed. Views that only others report need none.
    """
    coded = set(Stance.objects.not_retracted().values_list("speaker", "topic", "episode"))
    guests = set(Appearance.objects.filter(role=AppearanceRole.GUEST).values_list("speaker", "episode"))
    witnesses = fetch_published_witnesses()
    links = ClaimTopic.objects.published().filter(bearing=Bearing.POSITION).order_by("pk")
    keys = ("claim__speaker", "topic", "claim__episode")
    for *key, speaker, topic, episode in links.values_list(*keys, *(f"{name}__slug" for name in keys)):
        occasion = (key[0], key[1], key[2])
        direct = [witness for witness in witnesses[occasion] if witness.attribution == Attribution.DIRECT]
        is_scoring = any(witness.scoring for witness in direct)
        if occasion not in coded and (is_scoring or (direct and (key[0], key[2]) in guests)):
            coded.add(occasion)
            cure = "code where they stand" if is_scoring else "code 'not-placed', with the reason"
            yield Finding(("stance", speaker, topic, episode), f"published claims of position have no stance; {cure}")


def list_unborne_contrasts() -> Iterator[Finding]:
    """Yield a finding for each contrast that the stances of its speakers do not bear; costs two queries."""
    codes: defaultdict[Cell, set[str]] = defaultdict(set)
    sides: defaultdict[Cell, set[int]] = defaultdict(set)
    for speaker, topic, code, position in Stance.objects.published().values_list(
        "speaker", "topic", "code", "position"
    ):
        codes[speaker, topic].add(code)
        if position is not None:
            sides[speaker, topic].add((position > 0) - (position < 0))
    for contrast in Contrast.objects.with_pair().order_by("pk"):
        pair = ((contrast.first_id, contrast.topic_id), (contrast.second_id, contrast.topic_id))
        subject = ("contrast", contrast.topic.slug, contrast.first.slug, contrast.second.slug)
        for cell, slug in zip(pair, subject[2:], strict=True):
            if codes[cell] == {StanceCode.NOT_PLACED}:
                yield Finding(subject, f"'{slug}' is not placed on the topic; remove the contrast, or place them")
        first, second = (sides[cell] for cell in pair)
        if contrast.kind == ContrastKind.SAME_VERDICT and first and second and first.isdisjoint(second):
            yield Finding(subject, "its speakers stand on different sides; correct its kind, or a position")
