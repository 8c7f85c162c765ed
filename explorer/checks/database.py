"""Checks of the whole database: checksums, quotations and coding rules, in a fixed number of queries."""

from collections.abc import Iterator, Mapping

from explorer.checks.cells import check_cells
from explorer.checks.documents import check_documents
from explorer.checks.findings import Finding
from explorer.checks.grounds import check_grounds
from explorer.checks.overviews import check_overviews
from explorer.checks.participation import absence_fault, list_absent_claims, list_absent_stances
from explorer.checks.publication import (
    claim_faults,
    fetch_published_witnesses,
    list_topics_with_points,
    point_fault,
    repetition_fault,
    stance_faults,
)
from explorer.coding.vocabulary import Status
from explorer.corpus_format.consistency import statement_key
from explorer.corpus_format.terms import find_group_faults, term_key
from explorer.corpus_format.themes import make_theme_slug, spelling_fault
from explorer.debate.judgements import list_refuted_claims
from explorer.errors import Problem
from explorer.models import (
    Claim,
    ClaimTopic,
    Contrast,
    Episode,
    Evidence,
    FormerSlug,
    Passage,
    Point,
    Relation,
    Series,
    Source,
    Speaker,
    Stance,
    Synonym,
    Topic,
)
from explorer.models.fields import LONGEST_STATEMENT


def check_corpus() -> list[Problem]:
    """Return every problem of the database, sorted by kind and name of record."""
    findings = (*list_findings(), *check_cells(), *check_grounds(), *_check_judgements(), *check_overviews())
    return sorted({finding.problem for finding in findings}, key=str)


def list_findings() -> Iterator[Finding]:
    """Yield every finding that a record is refused for; what `check_corpus` finds besides keeps no folder out."""
    yield from check_documents()
    yield from _check_claims()
    yield from _check_points()
    yield from _check_themes()
    yield from _check_stances()
    yield from _check_contrasts()
    yield from _check_terms()
    yield from _check_slugs()


def _check_claims() -> Iterator[Finding]:
    quoted = set(Evidence.objects.values_list("claim_id", flat=True))
    linked = set(ClaimTopic.objects.values_list("claim_id", flat=True))
    absent = list_absent_claims()
    first: dict[tuple[int, str], str] = {}
    for claim in Claim.objects.select_related("speaker", "episode").order_by("pk").iterator():
        subject = ("claim", claim.slug)
        if len(claim.statement) > LONGEST_STATEMENT:
            message = f"the statement has {len(claim.statement)} characters, at most {LONGEST_STATEMENT} are allowed"
            yield Finding(subject, f"{message}; shorten it")
        if claim.status == Status.PUBLISHED:
            for fault in claim_faults(is_quoted=claim.pk in quoted, is_linked=claim.pk in linked):
                yield Finding(subject, fault)
        if claim.pk in absent:
            yield Finding(subject, absence_fault(claim.speaker.slug, claim.episode.slug))
        if claim.status != Status.RETRACTED:
            other = first.setdefault((claim.speaker_id, statement_key(claim.statement)), claim.slug)
            if other != claim.slug:
                yield Finding(subject, repetition_fault(other))


def _check_points() -> Iterator[Finding]:
    having = list_topics_with_points()
    links = ClaimTopic.objects.published().filter(point=None, topic__in=having).select_related("topic", "claim")
    for link in links.order_by("pk"):
        if link.lacks_point(having):
            yield Finding(("claim", link.claim.slug), point_fault(link.topic.slug))


def _check_themes() -> Iterator[Finding]:
    first: dict[str, Topic] = {}
    for topic in Topic.objects.exclude(theme="").order_by("pk").only("slug", "theme"):
        other = first.setdefault(make_theme_slug(topic.theme), topic)
        if other.theme != topic.theme:
            fault = spelling_fault(topic.theme, other.theme, f"on the topic '{other.slug}'")
            yield Finding(("topic", topic.slug), fault)


def list_relations_across_points() -> list[str]:
    """Return the published relations whose claims share a topic and no point of it, as lines, in two queries.

    They break no rule: such a pair stands in two rows of the comparison, and the coding notes say why.
    """
    points: dict[int, dict[int, Point]] = {}
    for link in ClaimTopic.objects.published().select_related("point__topic"):
        if link.point:
            points.setdefault(link.claim_id, {})[link.topic_id] = link.point
    lines = []
    for relation in Relation.objects.published().with_claims().order_by("pk"):
        ends = points.get(relation.from_claim_id, {}), points.get(relation.to_claim_id, {})
        shared = ends[0].keys() & ends[1].keys()
        if shared and all(ends[0][topic] != ends[1][topic] for topic in shared):
            first, second = (f"{end[min(shared)].topic.slug}/{end[min(shared)].slug}" for end in ends)
            lines.append(f"{relation.from_claim.slug} ({first}) {relation.kind} {relation.to_claim.slug} ({second})")
    return lines


def _check_stances() -> Iterator[Finding]:
    witnesses, absent = fetch_published_witnesses(), list_absent_stances()
    for stance in Stance.objects.published().select_related("speaker", "topic", "episode").order_by("pk"):
        subject = ("stance", stance.speaker.slug, stance.topic.slug, stance.episode.slug)
        occasion = (stance.speaker_id, stance.topic_id, stance.episode_id)
        for fault in stance_faults(stance, witnesses.get(occasion)):
            yield Finding(subject, fault)
        if stance.pk in absent:
            yield Finding(subject, absence_fault(stance.speaker.slug, stance.episode.slug))


def _check_contrasts() -> Iterator[Finding]:
    for contrast in Contrast.objects.with_pair().order_by("pk"):
        if contrast.first.slug > contrast.second.slug:
            subject = ("contrast", contrast.topic.slug, contrast.second.slug, contrast.first.slug)
            yield Finding(subject, "its speakers are not in the order of their slugs; swap them")


def _check_judgements() -> Iterator[Finding]:
    for slug, verdict in list_refuted_claims():
        message = f"a blind reader judged it '{verdict.label}'; mend its statement or its quotations, and have it read"
        yield Finding(("claim", slug), message)


def _check_terms() -> Iterator[Finding]:
    owners: dict[str, str] = {}
    for synonym in Synonym.objects.order_by("pk"):
        subject = ("synonym", synonym.term)
        for fault in find_group_faults(synonym.term, synonym.also, synonym.narrower):
            yield Finding(subject, fault)
        for term in synonym.terms:
            owner = owners.setdefault(term_key(term), synonym.term)
            if owner != synonym.term:
                yield Finding(subject, f"'{term}' already stands in the group of '{owner}'; remove one of them")


def _check_slugs() -> Iterator[Finding]:
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
    yield from _check_former_slugs(first)


def _check_former_slugs(kinds: Mapping[str, str]) -> Iterator[Finding]:
    """Check that former slugs lead to claims that readers see; ``kinds`` are the kinds of records by their slugs."""
    retracted = set(Claim.objects.with_status(Status.RETRACTED).values_list("slug", flat=True))
    for former in FormerSlug.objects.select_related("claim").order_by("pk"):
        subject = ("claim", former.claim.slug)
        if former.slug in kinds and former.slug not in retracted:
            message = f"its former slug '{former.slug}' is that of the {kinds[former.slug]}"
            yield Finding(subject, f"{message}; remove it from the former ones")
        if former.claim.status == Status.RETRACTED:
            cure = "name the published claim that its words are in now"
            yield Finding(subject, f"it is retracted, and '{former.slug}' leads to it; {cure}")
