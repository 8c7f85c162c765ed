"""The debate on a topic as a document of Argdown."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from explorer.coding.vocabulary import ContrastKind
from explorer.debate.comparison import Comparison
from explorer.debate.evidence import TopicClaim
from explorer.debate.stances import AssessedStance
from explorer.formats import argdown
from explorer.formats.argdown import Argument, ArgumentLink, Debate, Pole, Position
from explorer.models import Contrast, Episode, Evidence
from explorer.web.addresses import absolute_url

FIRST, SECOND = "first pole", "second pole"
"""The titles of the two ends; those of positions and claims begin with other words or hold no space."""


def write_argdown(comparison: Comparison, contrasts: Sequence[Contrast]) -> str:
    """Return what a comparison and its contrasts show, in Argdown; costs one query."""
    topic, claims = comparison.topic, comparison.claims_shown()
    stances = [stance for column in comparison.columns if column.stance for stance in (column.stance, *column.earlier)]
    bearings: defaultdict[int, list[ArgumentLink]] = defaultdict(list)
    for relation in comparison.relations_shown():
        bearings[relation.from_claim_id].append(ArgumentLink(relation.kind, relation.to_claim.slug, relation.reason))
    held = {(one.stance.speaker_id, one.stance.episode_id): _title(one) for one in stances}
    return argdown.write(
        Debate(
            question=topic.question,
            data=_about(comparison, contrasts),
            poles=(
                Pole(FIRST, topic.first_pole, topic.first_means),
                Pole(SECOND, topic.second_pole, topic.second_means),
            ),
            positions=tuple(_position(one) for one in stances),
            contradictions=_contradictions(comparison, contrasts),
            arguments=tuple(_argument(item, held, tuple(bearings[item.claim.pk])) for item in claims),
        )
    )


def _about(comparison: Comparison, contrasts: Sequence[Contrast]) -> Mapping[str, object]:
    """Return what is to be said of the debate as a whole."""
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
            {"speakers": f"{one.first.name}, {one.second.name}", "kind": one.kind, "reason": one.reason}
            for one in contrasts
        ],
    }


def _title(one: AssessedStance) -> str:
    return f"stance of {one.stance.speaker.slug} in {one.stance.episode.slug}"


def _position(one: AssessedStance) -> Position:
    stance = one.stance
    pole = "" if not stance.position else FIRST if stance.position < 0 else SECOND
    data = {
        "speaker": stance.speaker.name,
        "position": stance.position,
        "code": stance.code,
        "label": one.label,
        "confidence": one.confidence,
        "said": _day(stance.episode),
    }
    return Position(_title(one), stance.speaker.slug, stance.rationale, pole, data)


def _contradictions(comparison: Comparison, contrasts: Sequence[Contrast]) -> tuple[tuple[str, str], ...]:
    """Return the leading positions of those who contradict each other, where both have one."""
    leading = {column.speaker.pk: _title(column.stance) for column in comparison.columns if column.stance}
    return tuple(
        (leading[one.first_id], leading[one.second_id])
        for one in contrasts
        if one.kind == ContrastKind.CONTRADICT and {one.first_id, one.second_id} <= leading.keys()
    )


def _argument(item: TopicClaim, held: Mapping[tuple[int, int], str], bearings: tuple[ArgumentLink, ...]) -> Argument:
    """Return a claim, part of its holder's position unless it is context to it or no more than reported."""
    claim = item.claim
    counts = not item.qualifies and not claim.is_reported
    data = {
        "speaker": claim.speaker.name,
        "mode": claim.mode,
        "bearing": item.bearing,
        "reported": claim.is_reported,
        "said": _day(claim.episode),
        "url": absolute_url(claim.get_absolute_url()),
    }
    return Argument(
        slug=claim.slug,
        speaker=claim.speaker.slug,
        text=claim.statement,
        position=held.get((claim.speaker_id, claim.episode_id), "") if counts else "",
        data=data,
        quotations=tuple(_quotation(quoted.evidence) for quoted in item.quoted),
        bearings=bearings,
    )


def _quotation(evidence: Evidence) -> Mapping[str, object]:
    return {"chain": evidence.chain, "grade": evidence.passage.grade, "exact": evidence.exact}


def _day(episode: Episode) -> str | None:
    return episode.date.isoformat() if episode.date else None
