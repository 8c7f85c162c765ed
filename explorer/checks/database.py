"""Re-verifies what the database holds: every checksum, every quotation, every rule of coding.

The number of queries does not depend on how much there is.
"""

from collections.abc import Iterator

from explorer.checks.documents import document_findings
from explorer.checks.findings import Finding
from explorer.checks.publication import claim_faults, published_witnesses, repetition_fault, stance_faults
from explorer.coding.vocabulary import Status
from explorer.corpus_format.consistency import statement_key
from explorer.corpus_format.terms import find_group_faults, term_key
from explorer.errors import Problem
from explorer.models import (
    Claim,
    ClaimTopic,
    Contrast,
    Episode,
    Evidence,
    Passage,
    Series,
    Source,
    Speaker,
    Stance,
    Synonym,
    Topic,
)

LONGEST_STATEMENT = 200


def check_corpus() -> list[Problem]:
    """Return every problem of the database, by kind and name of record."""
    return sorted({finding.problem for finding in findings()}, key=str)


def findings() -> Iterator[Finding]:
    """Yield everything that is wrong in the database."""
    yield from document_findings()
    yield from _claims()
    yield from _stances()
    yield from _contrasts()
    yield from _terms()
    yield from _slugs()


def _claims() -> Iterator[Finding]:
    quoted = set(Evidence.objects.values_list("claim_id", flat=True))
    linked = set(ClaimTopic.objects.values_list("claim_id", flat=True))
    first: dict[tuple[int, str], str] = {}
    for claim in Claim.objects.order_by("pk").iterator():
        subject = ("claim", claim.slug)
        if len(claim.statement) > LONGEST_STATEMENT:
            message = f"the statement has {len(claim.statement)} characters, at most {LONGEST_STATEMENT} are allowed"
            yield Finding(subject, f"{message}; shorten it")
        if claim.status == Status.PUBLISHED:
            for fault in claim_faults(is_quoted=claim.pk in quoted, is_linked=claim.pk in linked):
                yield Finding(subject, fault)
        if claim.status != Status.RETRACTED:
            other = first.setdefault((claim.speaker_id, statement_key(claim.statement)), claim.slug)
            if other != claim.slug:
                yield Finding(subject, repetition_fault(other))


def _stances() -> Iterator[Finding]:
    witnesses = published_witnesses()
    for stance in Stance.objects.published().select_related("speaker", "topic", "episode").order_by("pk"):
        subject = ("stance", stance.speaker.slug, stance.topic.slug, stance.episode.slug)
        occasion = (stance.speaker_id, stance.topic_id, stance.episode_id)
        for fault in stance_faults(stance, witnesses.get(occasion)):
            yield Finding(subject, fault)


def _contrasts() -> Iterator[Finding]:
    for contrast in Contrast.objects.with_pair().order_by("pk"):
        if contrast.first.slug > contrast.second.slug:
            subject = ("contrast", contrast.topic.slug, contrast.second.slug, contrast.first.slug)
            yield Finding(subject, "its speakers are not in the order of their slugs; swap them")


def _terms() -> Iterator[Finding]:
    owners: dict[str, str] = {}
    for synonym in Synonym.objects.order_by("pk"):
        subject = ("synonym", synonym.term)
        for fault in find_group_faults(synonym.term, synonym.also, synonym.narrower):
            yield Finding(subject, fault)
        for term in synonym.terms:
            owner = owners.setdefault(term_key(term), synonym.term)
            if owner != synonym.term:
                yield Finding(subject, f"'{term}' already stands in the group of '{owner}'; remove one of them")


def _slugs() -> Iterator[Finding]:
    named = {
        "speaker": Speaker.objects.values_list("slug", flat=True),
        "series": Series.objects.values_list("slug", flat=True),
        "topic": Topic.objects.values_list("slug", flat=True),
        "episode": Episode.objects.values_list("slug", flat=True),
        "source": Source.objects.values_list("slug", flat=True),
        "claim": Claim.objects.values_list("slug", flat=True),
        "passage": Passage.objects.values_list("slug", flat=True),
    }
    first: dict[str, str] = {}
    for kind, slugs in named.items():
        for slug in slugs.order_by("pk"):
            other = first.setdefault(slug, kind)
            if other != kind:
                yield Finding((kind, slug), f"the slug is already that of the {other}; give one of them another slug")
