"""The debate on a topic as an Argdown document."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence

from explorer.coding.vocabulary import ContrastKind
from explorer.debate.comparison import Column, Comparison
from explorer.debate.evidence import TopicClaim
from explorer.debate.stances import AssessedStance
from explorer.formats import argdown
from explorer.formats.argdown import Argument, ArgumentLink, Debate, PoleStatement, Position
from explorer.models import Contrast, Evidence
from explorer.web.addresses import absolute_url

FIRST, SECOND = "first pole", "second pole"
"""The titles of the two poles. No title of a position or a claim equals them: see ``_build_title`` and slugs."""


def write_argdown(comparison: Comparison, contrasts: Sequence[Contrast]) -> str:
    """Return a comparison and its contrasts in Argdown; costs one query."""
    topic = comparison.topic
    stances = [stance for column in comparison.columns for stance in _list_stances(column)]
    bearings: defaultdict[int, list[ArgumentLink]] = defaultdict(list)
    for relation in comparison.fetch_relations():
        bearings[relation.from_claim_id].append(ArgumentLink(relation.kind, relation.to_claim.slug, relation.reason))
    titles = {(stance.speaker_id, stance.episode_id): _build_title(stance) for stance in stances}
    return argdown.write(
        Debate(
            question=topic.question,
            data=_describe_debate(comparison, contrasts),
            poles=(
                PoleStatement(FIRST, topic.first_pole, topic.first_means),
                PoleStatement(SECOND, topic.second_pole, topic.second_means),
            ),
            positions=tuple(_build_position(stance) for stance in stances),
            contradictions=_pair_contradictions(comparison, contrasts),
            arguments=tuple(
                _build_argument(claim, titles, tuple(bearings[claim.pk])) for claim in comparison.list_claims()
            ),
        )
    )


def _describe_debate(comparison: Comparison, contrasts: Sequence[Contrast]) -> Mapping[str, object]:
    """Return the data of the document's head: what belongs to no single position or claim."""
    topic = comparison.topic
    return {
        "url": absolute_url(topic.get_absolute_url()),
        "description": topic.description,
        "silent": [
            {"speaker": column.speaker.name, "why": column.silence_words}
            for column in comparison.columns
            if column.silence
        ],
        "contrasts": [
            {
                "speakers": f"{contrast.first.name}, {contrast.second.name}",
                "kind": contrast.kind,
                "reason": contrast.reason,
            }
            for contrast in contrasts
        ],
    }


def _list_stances(column: Column) -> list[AssessedStance]:
    """Return the stances of a column that was built from its claims, the leading one first."""
    return [stance for stance in (column.stance, *column.earlier) if isinstance(stance, AssessedStance)]


def _build_title(stance: AssessedStance) -> str:
    return f"stance of {stance.speaker.slug} in {stance.episode.slug}"


def _build_position(stance: AssessedStance) -> Position:
    pole = "" if not stance.position else FIRST if stance.position < 0 else SECOND
    data = {
        "speaker": stance.speaker.name,
        "position": stance.position,
        "code": stance.code,
        "label": stance.label,
        "confidence": stance.confidence,
        "said": _format_day(stance.as_of),
    }
    return Position(_build_title(stance), stance.speaker.slug, stance.rationale, pole, data)


def _pair_contradictions(comparison: Comparison, contrasts: Sequence[Contrast]) -> tuple[tuple[str, str], ...]:
    """Return the titles of the leading positions of every two speakers who contradict each other."""
    leading = {
        column.speaker.pk: _build_title(stances[0])
        for column in comparison.columns
        if (stances := _list_stances(column))
    }
    return tuple(
        (leading[contrast.first_id], leading[contrast.second_id])
        for contrast in contrasts
        if contrast.kind == ContrastKind.CONTRADICT and {contrast.first_id, contrast.second_id} <= leading.keys()
    )


def _build_argument(
    claim: TopicClaim, titles: Mapping[tuple[int, int], str], bearings: tuple[ArgumentLink, ...]
) -> Argument:
    """Return a claim as an argument for its holder's position; context and reported claims are for none."""
    counts = not claim.qualifies and not claim.is_reported
    data = {
        "speaker": claim.speaker.name,
        "mode": claim.mode,
        "bearing": claim.bearing,
        "point": claim.point.question if claim.point else None,
        "reported": claim.is_reported,
        claim.record.origin.medium.value: _format_day(claim.day),
        "url": absolute_url(claim.get_absolute_url()),
    }
    return Argument(
        slug=claim.slug,
        speaker=claim.speaker.slug,
        text=claim.statement,
        position=titles.get((claim.speaker_id, claim.episode_id), "") if counts else "",
        data=data,
        quotations=tuple(_describe_evidence(quoted.evidence) for quoted in claim.quoted),
        bearings=bearings,
    )


def _describe_evidence(evidence: Evidence) -> Mapping[str, object]:
    return {"chain": evidence.chain, "grade": evidence.passage.grade, "exact": evidence.exact}


def _format_day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
