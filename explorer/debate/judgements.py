"""How well quotations carry the statements of claims, as readers judged who saw nothing else."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import QuerySet

from explorer.coding.vocabulary import BlindVerdict
from explorer.models import Claim, Evidence, Judgement
from explorer.models.judgements import checksum_quotations
from explorer.models.queries.prepared import prepared

READERS = 2
"""The number of readers by whom a claim has to be judged."""


@dataclass(frozen=True, slots=True)
class VerdictCount:
    """How many judgements came to each verdict."""

    counts: Counter[BlindVerdict]

    @classmethod
    def of(cls, readings: Iterable[Judgement]) -> Self:
        return cls(Counter(code for reading in readings for code in reading.codes))

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def carried(self) -> int:
        return self.counts[BlindVerdict.CARRIED]

    @property
    def not_carried(self) -> int:
        """The judgements other than carried."""
        return self.total - self.carried

    @property
    def share(self) -> float:
        """The percentage of judgements that the words carry the statement."""
        return 100 * self.carried / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class JudgementReport:
    """What the judgements came to.

    ``first`` counts the judgements of the first round, ``standing`` those of claims that are still as they were read,
    ``planted`` those of statements that the words do not carry. ``readers`` are the names of all readers. ``changed``
    is the number of claims changed since the first round, ``claims`` the number of all published claims, ``read`` of
    those among them that enough readers judged as they stand.
    """

    first: VerdictCount
    standing: VerdictCount
    planted: VerdictCount
    readers: tuple[str, ...]
    changed: int
    read: int
    claims: int

    @property
    def rows(self) -> list[tuple[BlindVerdict, int, int, int]]:
        """Every verdict, best first, with how often it was given at first, as claims stand, and on planted pairs."""
        first, standing, planted = self.first.counts, self.standing.counts, self.planted.counts
        return [(verdict, first[verdict], standing[verdict], planted[verdict]) for verdict in BlindVerdict]


def report_judgements() -> JudgementReport:
    """Return what all readings of published claims came to; costs four queries."""
    claims = _fetch_claims()
    readings = _fetch_readings(claims)
    true = [reading for reading in readings if not reading.is_planted]
    first = [reading for reading in true if reading.round == 1]
    standing = _keep_newest(reading for reading in true if _is_as_read(reading, claims))
    return JudgementReport(
        first=VerdictCount.of(first),
        standing=VerdictCount.of(standing),
        planted=VerdictCount.of(reading for reading in readings if reading.is_planted),
        readers=tuple(sorted({reader for reading in readings for reader in reading.verdicts})),
        changed=sum(not _is_as_read(reading, claims) for reading in first),
        read=sum(len(reading.verdicts) >= READERS for reading in standing),
        claims=Claim.objects.published().count(),
    )


def list_refuted_claims() -> list[tuple[str, BlindVerdict]]:
    """Return the slugs of claims that a reader found not carried, or contradicted, as they stand, with the verdict."""
    claims = _fetch_claims()
    true = (reading for reading in _fetch_readings(claims) if not reading.is_planted)
    standing = _keep_newest(reading for reading in true if _is_as_read(reading, claims))
    refuting = (BlindVerdict.OPPOSITE, BlindVerdict.NOT)
    return [
        (claims[reading.claim_id].slug, next(verdict for verdict in refuting if verdict in reading.codes))
        for reading in standing
        if not set(reading.codes).isdisjoint(refuting)
    ]


@dataclass(frozen=True, slots=True)
class _StandingClaim:
    """What a reader sees of a claim as it stands; ``quotations`` is the checksum of those beside the statement."""

    slug: str
    statement: str
    quotations: str


def _fetch_claims() -> dict[int, _StandingClaim]:
    """Return the published claims that were read by their keys; costs two queries, and one without any."""
    read = _find_claims()
    words: defaultdict[int, list[str]] = defaultdict(list)
    for key, exact in _find_quotations() if read else ():
        words[key].append(exact)
    return {key: _StandingClaim(slug, statement, checksum_quotations(words[key])) for key, slug, statement in read}


@prepared
def _find_claims() -> QuerySet[Any, tuple[int, str, str]]:
    return Claim.objects.published().judged().values_list("pk", "slug", "statement")


@prepared
def _find_quotations() -> QuerySet[Any, tuple[int, str]]:
    read = Claim.objects.published().judged().order_by().values("pk")
    return Evidence.objects.filter(claim__in=read).order_by().values_list("claim", "exact")


def _fetch_readings(claims: Collection[int]) -> list[Judgement]:
    """Return the readings of the claims with these keys, round by round; costs one query.

    They are chosen here: a database may begin with the claims, of which most were never read.
    """
    return [reading for reading in Judgement.objects.order_by("round", "pk") if reading.claim_id in claims]


def _is_as_read(reading: Judgement, claims: Mapping[int, _StandingClaim]) -> bool:
    claim = claims[reading.claim_id]
    return (claim.statement, claim.quotations) == (reading.statement, reading.quotations)


def _keep_newest(readings: Iterable[Judgement]) -> list[Judgement]:
    """Return the reading of the last round for each claim."""
    newest: dict[int, Judgement] = {}
    for reading in readings:
        held = newest.setdefault(reading.claim_id, reading)
        if reading.round > held.round:
            newest[reading.claim_id] = reading
    return list(newest.values())
