"""What a day leaves out of some cells: how many later claims, and the claims that have no day."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from explorer.debate.evidence import TopicClaim, build_topic_claim, fetch_errata
from explorer.models import Claim, ClaimTopic, Speaker, Topic

MOST_SHOWN = 6
"""The largest number of undated claims that are shown with their words."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The numbers of later claims and of undated ones, and the first of these."""

    later: int = 0
    undated: int = 0
    shown: tuple[TopicClaim, ...] = ()


def find_left_out(topics: Sequence[Topic], speakers: Sequence[Speaker], day: datetime.date | None) -> LeftOut:
    """Return what a day leaves out of the cells of topics and speakers; costs five queries, none without a day."""
    if day is None:
        return LeftOut()
    claims = Claim.objects.published().about(topics).filter(speaker__in=list(speakers))
    undated = claims.undated().count()
    return LeftOut(claims.later_than(day).count(), undated, _show_undated(topics, speakers) if undated else ())


def list_undated_slugs(topics: Sequence[Topic], speakers: Sequence[Speaker]) -> list[str]:
    """Return the slugs of the undated claims of cells, topic by topic and speaker by speaker; costs one query."""
    links = _sort_undated(topics, speakers).values_list("topic", "claim__speaker", "claim__slug")
    order = {speaker.pk: place for place, speaker in enumerate(speakers)}
    rows = {topic.pk: place for place, topic in enumerate(topics)}
    ordered = sorted(links, key=lambda link: (rows[link[0]], order[link[1]]))
    return list(dict.fromkeys(slug for _, _, slug in ordered))


def _sort_undated(topics: Sequence[Topic], speakers: Sequence[Speaker]) -> QuerySet[ClaimTopic]:
    undated = Claim.objects.published().filter(speaker__in=list(speakers)).undated()
    links = ClaimTopic.objects.about(topics).filter(claim__in=undated.order_by().values("pk"))
    return links.order_by("topic__ordinal", "topic__slug", "claim__speaker__name", "claim__speaker__slug", "pk")


def _show_undated(topics: Sequence[Topic], speakers: Sequence[Speaker]) -> tuple[TopicClaim, ...]:
    first: dict[int, int] = {}
    for pk, claim in _sort_undated(topics, speakers).values_list("pk", "claim")[: MOST_SHOWN * 4]:
        first.setdefault(claim, pk)
    links = list(ClaimTopic.objects.filter(pk__in=list(first.values())[:MOST_SHOWN]).with_claims())
    errata = fetch_errata(link.claim for link in links)
    links.sort(key=lambda link: list(first).index(link.claim_id))
    return tuple(build_topic_claim(link, errata) for link in links)
