"""Claims and their links to topics."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce, RowNumber, TruncDate

from explorer.coding import rules
from explorer.coding.origin import Origin
from explorer.coding.vocabulary import (
    Attribution,
    Basis,
    Bearing,
    ClaimRole,
    Grade,
    Medium,
    Mode,
    Status,
)
from explorer.models.addresses import build_address
from explorer.models.fields import LONGEST_STATEMENT, TIMESTAMPS, Record, code_constraint, code_field
from explorer.models.queries.prepared import prepared
from explorer.models.versions import Versions
from explorer.models.visibility import PUBLIC, Publishable, PublishableQuerySet

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Collection, Iterable, Sequence

    from explorer.models.episodes import Episode
    from explorer.models.sources import Source
    from explorer.models.speakers import Speaker
    from explorer.models.topics import Topic


def prefetch_evidence(claim: str = "") -> models.Prefetch[str, Any, str]:
    """Return the prefetch of evidence with its chain, for claims at a path such as ``claim__``."""
    # Evidence refers to claims, so that importing its model here would be a circle.
    evidence: Any = apps.get_model("explorer", "Evidence").objects.all()
    return models.Prefetch(f"{claim}evidence", queryset=evidence.with_chain())


def fetch_topics(claims: Iterable[Claim]) -> None:
    """Fetch the links to topics and points of claims already loaded, as ``with_topics`` does, in one query."""
    _hand_out("topic_links", claims, _find_topic_links, ClaimTopic.objects.all())


def fetch_evidence(claims: Iterable[Claim]) -> None:
    """Fetch the evidence of claims already loaded with its chain, as ``with_evidence`` does, in one query."""
    _hand_out("evidence", claims, _find_pieces, apps.get_model("explorer", "Evidence").objects.all())


def fetch_facts(claims: Iterable[Claim]) -> None:
    """Fetch of the evidence of claims already loaded what states are derived from, in one query."""
    _hand_out("evidence", claims, _find_facts, apps.get_model("explorer", "Evidence").objects.all())


def _hand_out(
    name: str, claims: Iterable[Claim], find: Callable[..., Sequence[Any]], kind: models.QuerySet[Any]
) -> None:
    """Give claims their rows of a kind where Django itself would leave what it prefetched under that name."""
    loaded = list(claims)
    by_key = {claim.pk: claim for claim in loaded}
    found: dict[int, list[Any]] = {key: [] for key in by_key}
    for row in find(claims=list(by_key)):
        row.claim = by_key[row.claim_id]
        found[row.claim_id].append(row)
    for claim in loaded:
        rows = type(kind)(kind.model, kind.query)
        rows._result_cache, rows._prefetch_done = found[claim.pk], True  # type: ignore[attr-defined]  # noqa: SLF001
        claim.__dict__.setdefault("_prefetched_objects_cache", {})[name] = rows


@prepared
def _find_topic_links(*, claims: Sequence[int]) -> models.QuerySet[ClaimTopic]:
    return ClaimTopic.objects.filter(claim__in=claims).select_related("topic", "point")


@prepared
def _find_pieces(*, claims: Sequence[int]) -> models.QuerySet[Any]:
    evidence: Any = apps.get_model("explorer", "Evidence").objects.all()
    return evidence.filter(claim__in=claims).with_chain()  # type: ignore[no-any-return]


@prepared
def _find_facts(*, claims: Sequence[int]) -> models.QuerySet[Any]:
    evidence: Any = apps.get_model("explorer", "Evidence").objects.all()
    return evidence.filter(claim__in=claims).with_facts()  # type: ignore[no-any-return]


def fetch_links(keys: Sequence[int]) -> list[ClaimTopic]:
    """Return the links of published claims with these keys in their order, with what ``with_claims`` fetches.

    Costs two queries.
    """
    places = {key: place for place, key in enumerate(keys)}
    links = sorted(_find_links(keys=list(keys)), key=lambda link: places[link.pk])
    fetch_evidence(link.claim for link in links)
    return links


@prepared
def _find_links(*, keys: Sequence[int]) -> models.QuerySet[ClaimTopic]:
    # Where rows went past every edit, what is kept may still name a claim that was withdrawn.
    return ClaimTopic.objects.published().filter(pk__in=keys).with_records()


class ClaimQuerySet(PublishableQuerySet["Claim"]):
    """Chainable queries on claims."""

    def with_evidence(self) -> Self:
        """Fetch the holder, the episode, and all evidence with its chain."""
        return self.with_records().prefetch_related(prefetch_evidence())

    def with_records(self) -> Self:
        """Fetch the holder and the episode."""
        return self.select_related("speaker", "episode__series")

    def with_topics(self) -> Self:
        """Fetch the links to topics and points."""
        links = ClaimTopic.objects.select_related("topic", "point")
        return self.prefetch_related(models.Prefetch("topic_links", queryset=links))

    def about(self, topics: Iterable[Topic]) -> Self:
        """Keep claims linked to any of the topics, with any bearing."""
        return self.filter(pk__in=ClaimTopic.objects.about(topics).values("claim"))

    def linked_to(self, topic: Topic) -> Self:
        """Keep claims linked to a topic, looked up one by one: of a large topic the newest few are found at once."""
        links = ClaimTopic.objects.filter(claim=models.OuterRef("pk"), topic=topic)
        return self.filter(models.Exists(links))

    def quoting(self, source: Source) -> Self:
        """Keep claims with evidence from a source."""
        return self.filter(evidence__source=source).distinct()

    def held_by(self, speaker: Speaker | int) -> Self:
        return self.filter(speaker=speaker)

    def held_by_any(self, speakers: Iterable[Speaker]) -> Self:
        return self.filter(speaker__in=list(speakers))

    def judged(self) -> Self:
        """Keep claims that readers judged."""
        return self.filter(pk__in=apps.get_model("explorer", "Judgement").objects.order_by().values("claim"))

    def formerly(self, slug: str) -> Self:
        """Keep the claim that a former slug leads to."""
        return self.filter(former_slugs__slug=slug)

    def merged_into(self, claim: Claim | int) -> Self:
        """Keep retracted claims whose slugs lead to a claim, as what they said is part of it."""
        former: Any = apps.get_model("explorer", "FormerSlug").objects.all()
        return self.filter(status=Status.RETRACTED, slug__in=former.filter(claim=claim).values("slug"))

    def with_role(self, role: ClaimRole) -> Self:
        return self.filter(role=role)

    def in_own_name(self) -> Self:
        """Keep claims with evidence that the holder asserts; others are only reported."""
        return self.filter(evidence__asserter=models.F("speaker")).distinct()

    def only_reported(self) -> Self:
        """Keep claims that their holders assert nowhere."""
        evidence: Any = apps.get_model("explorer", "Evidence").objects.all()
        return self.exclude(
            models.Exists(evidence.filter(claim=models.OuterRef("pk"), asserter=models.OuterRef("speaker")))
        )

    def told_by_role(self, most: int) -> Self:
        """Keep claims in the holder's own name with a role that is not plain, so many of each role."""
        evidence: Any = apps.get_model("explorer", "Evidence").objects.all()
        own = models.Exists(evidence.filter(claim=models.OuterRef("pk"), asserter=models.OuterRef("speaker")))
        place = models.Window(RowNumber(), partition_by=["role"], order_by="pk")
        told: Any = self.filter(own).exclude(role=ClaimRole.PLAIN).annotate(place=place)
        return told.filter(place__lte=most)  # type: ignore[no-any-return]

    def reported_by(self, speaker: Speaker | int) -> Self:
        """Keep claims of other holders that a person reports."""
        return self.filter(evidence__asserter=speaker).exclude(speaker=speaker).distinct()

    def with_places(self) -> Self:
        """Fetch the links to topics, and of the evidence where it stands."""
        evidence: Any = apps.get_model("explorer", "Evidence").objects.all()
        placed = evidence.select_related("passage").defer("passage__text")
        return self.prefetch_related("topic_links", models.Prefetch("evidence", queryset=placed))

    def later_than(self, day: datetime.date) -> Self:
        """Keep claims of which the property ``day`` is later."""
        rows: Any = self._with_said_on()
        return rows.filter(said_on__gt=day)  # type: ignore[no-any-return]

    def undated(self) -> Self:
        """Keep claims of which the property ``day`` is None."""
        rows: Any = self._with_said_on()
        return rows.filter(said_on=None)  # type: ignore[no-any-return]

    def _with_said_on(self) -> Self:
        """Annotate ``said_on``: the day of the document where asserters wrote all of the words, else of the talk."""
        evidence: Any = apps.get_model("explorer", "Evidence").objects.all()
        pieces = evidence.with_medium().filter(claim=models.OuterRef("pk")).order_by("pk")
        is_said = models.Q(models.Exists(pieces.filter(is_written=False))) | ~models.Q(models.Exists(pieces))
        published = models.Subquery(pieces.values("source__published")[:1])
        return self.annotate(said_on=models.Case(models.When(is_said, then="episode__date"), default=published))

    def count_by_holder(self) -> models.QuerySet[Any, tuple[int, int]]:
        """Query rows of the holder's key and the number of claims."""
        return self.order_by().values_list("speaker").annotate(models.Count("pk", distinct=True))

    def for_desk(self) -> Self:
        """Fetch what the curators' desk shows of a claim: holder, episode, author and last editor."""
        return self.select_related("speaker", "episode__series", "created_by", "edited_by")

    def in_episode(self, episode: Episode) -> Self:
        return self.filter(episode=episode)

    def to_index(self) -> Self:
        """Keep published claims, and fetch all that their documents in the index contain.

        What many share is fetched by key: a join would make it anew for each row.
        """
        evidence: Any = apps.get_model("explorer", "Evidence").objects.all()
        pieces = models.Prefetch("evidence", queryset=evidence.to_index())
        links = models.Prefetch("topic_links", queryset=ClaimTopic.objects.prefetch_related("topic"))
        return self.published().prefetch_related("speaker__aliases", "episode", pieces, links).order_by("pk")

    def newest(self, most: int | None = None) -> ClaimQuerySet:
        """Order by the day of publication, the newest first; where that is unknown, by that of making.

        Where ``most`` are wanted, others are left out before, but hardly all of them: slice what comes. What is fetched
        with the claims is asked for after this.
        """
        by_day = (Coalesce("published_on", TruncDate("created_at")).desc(), "-created_at", "-pk")
        if most is None:
            return self.order_by(*by_day)
        # By their columns the index finds them; the day is reckoned of these few alone.
        dated = self.filter(published_on__isnull=False).order_by("-published_on", "-created_at", "-pk")
        undated = self.filter(published_on__isnull=True).order_by("-created_at", "-pk")
        few = [models.Q(pk__in=found.values("pk")[:most]) for found in (dated, undated)]
        # By key alone: what chose the few would be asked again, of rows with all that is fetched.
        return Claim.objects.filter(few[0] | few[1]).order_by(*by_day)


class Claim(Publishable):
    """One assertion, held by one speaker, in the curator's own words."""

    slug = models.SlugField(max_length=100, unique=True)
    speaker = models.ForeignKey(
        "explorer.Speaker", on_delete=models.PROTECT, related_name="claims", help_text="The holder: whose view it is."
    )
    episode = models.ForeignKey("explorer.Episode", on_delete=models.PROTECT, related_name="claims")
    statement = models.CharField(
        max_length=LONGEST_STATEMENT,
        help_text="One neutral sentence in the present tense that says nothing its evidence does not say.",
    )
    role = code_field(ClaimRole, default=ClaimRole.PLAIN)
    published_on = models.DateField(
        null=True, blank=True, editable=False, help_text="The day on which readers saw it first; empty where unknown."
    )
    retracted_on = models.DateField(null=True, blank=True)
    retraction_reason = models.TextField(blank=True)
    topics = models.ManyToManyField("explorer.Topic", through="explorer.ClaimTopic", related_name="claims")

    objects = ClaimQuerySet.as_manager()
    history = Versions(parts=("topic_links", "evidence", "former_slugs"), leave_out=(*TIMESTAMPS, "published_on"))

    class Meta:
        ordering = ["pk"]
        permissions = [("review_claim", "Can send back, publish and retract claims")]
        constraints = [
            code_constraint("status", Status, "claim_status_known"),
            code_constraint("role", ClaimRole, "claim_role_known"),
            models.CheckConstraint(condition=~models.Q(statement=""), name="claim_has_a_statement"),
            models.CheckConstraint(
                condition=(
                    models.Q(status=Status.RETRACTED, retracted_on__isnull=False) & ~models.Q(retraction_reason="")
                )
                | (~models.Q(status=Status.RETRACTED) & models.Q(retracted_on__isnull=True, retraction_reason="")),
                name="claim_retraction_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["speaker", "status"], name="claim_by_holder"),
            models.Index(fields=["status", "-published_on", "-created_at", "-id"], name="claim_by_day"),
            models.Index(fields=["role", "status"], name="claim_by_role"),
        ]

    def __str__(self) -> str:
        return self.statement

    def clean(self) -> None:
        """Refuse an incomplete retraction: retracted claims have a day and a reason, other claims have neither."""
        whole = self.retracted_on is not None and bool(self.retraction_reason)
        if self.status == Status.RETRACTED and not whole:
            raise ValidationError(
                {"retraction_reason": "Give the day and the reason of the retraction: readers see both."}
            )
        if self.status != Status.RETRACTED and (self.retracted_on or self.retraction_reason):
            raise ValidationError(
                {"retraction_reason": "Only a retracted claim has a day and a reason: set the status, or empty both."}
            )

    def get_absolute_url(self) -> str:
        return build_address("claim-detail", self.slug)

    @property
    def mode(self) -> Mode | None:
        """The strongest mode of direct evidence, else of reported evidence; None without evidence."""
        return rules.find_strongest_mode(
            (evidence.attribution, Mode(evidence.mode)) for evidence in self.evidence.all()
        )

    @property
    def grade(self) -> Grade | None:
        """The best grade of direct evidence; None without any."""
        direct = {
            Grade(evidence.passage.grade)
            for evidence in self.evidence.all()
            if evidence.attribution == Attribution.DIRECT
        }
        return next((grade for grade in Grade if grade in direct), None)

    @property
    def basis(self) -> Basis | None:
        """The surest basis of direct evidence; None without any."""
        return rules.find_surest_basis(
            (evidence.attribution, Basis(evidence.basis)) for evidence in self.evidence.all()
        )

    @property
    def origin(self) -> Origin:
        """Where and when the words came about: in their document, if asserters wrote all of them, else in the talk."""
        if source := self._writing:
            return Origin(Medium.WRITTEN, source.title, source.published, source.publisher, source.get_absolute_url())
        episode = self.episode
        within = episode.short_title if episode.series else ""
        return Origin(Medium.SAID, episode.title, episode.date, within, episode.get_absolute_url())

    @property
    def day(self) -> datetime.date | None:
        """The day of the origin, on which the words were said or written. None is undated."""
        source = self._writing
        return source.published if source else self.episode.date

    @property
    def _writing(self) -> Source | None:
        """The document in which the words came about, None where not all of them were written by their asserters."""
        pieces = list(self.evidence.all())
        return pieces[0].source if pieces and all(evidence.is_written for evidence in pieces) else None

    @property
    def is_reported(self) -> bool:
        """Whether all evidence is reported by others."""
        return not any(evidence.attribution == Attribution.DIRECT for evidence in self.evidence.all())


class ClaimTopicQuerySet(models.QuerySet["ClaimTopic"]):
    """Links from claims to topics, through which a comparison reads claims with their bearing."""

    def published(self) -> Self:
        """Keep links of published claims."""
        return self.filter(claim__status=PUBLIC)

    def about(self, topics: Iterable[Topic]) -> Self:
        return self.filter(topic__in=list(topics))

    def held_by_any(self, speakers: Iterable[Speaker]) -> Self:
        return self.filter(claim__speaker__in=list(speakers))

    def without_words(self) -> Self:
        """Fetch of the claims what the states of cells are derived from, without any words and without evidence."""
        facts = ("topic", "bearing", "claim__speaker", "claim__status", "claim__episode__date")
        return self.select_related("claim__episode").only(*facts)

    def with_facts(self) -> Self:
        """Fetch what ``without_words`` does, and of the evidence what states are derived from."""
        evidence: Any = apps.get_model("explorer", "Evidence").objects.all()
        return self.without_words().prefetch_related(models.Prefetch("claim__evidence", queryset=evidence.with_facts()))

    def not_retracted(self) -> Self:
        """Keep links of claims of every status but retracted."""
        return self.exclude(claim__status=Status.RETRACTED)

    def in_episodes(self, episodes: Iterable[int]) -> Self:
        """Keep links of claims made in the episodes with these keys."""
        return self.filter(claim__episode__in=set(episodes))

    def taking_position(self, stances: Iterable[tuple[int, int, int]]) -> Self:
        """Keep links of position that stances rest on; of each stance the keys of topic, speaker and episode."""
        episodes: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
        for topic, speaker, episode in stances:
            episodes[topic, speaker].add(episode)
        here = models.Q()
        for (topic, speaker), made in episodes.items():
            here |= models.Q(topic=topic, claim__speaker=speaker, claim__episode__in=made)
        return self.filter(here, bearing=Bearing.POSITION) if episodes else self.none()

    def on(self, topic: Topic) -> Self:
        return self.filter(topic=topic)

    def with_day(self) -> Self:
        """Annotate ``day``, on which the words were said; of claims that were only written, that of the document."""
        evidence: Any = apps.get_model("explorer", "Evidence").objects.all()
        mine = evidence.with_medium().filter(claim=models.OuterRef("claim"))
        written = models.When(
            models.Exists(mine) & ~models.Exists(mine.filter(is_written=False)),
            then=models.Subquery(mine.order_by("pk").values("source__published")[:1]),
        )
        return self.annotate(day=models.Case(written, default="claim__episode__date"))

    def with_telling(self) -> Self:
        """Annotate ``best``, the place of the best grade in which holders assert the claim, and ``is_spoken``.

        The first is None where they assert it nowhere; the other tells whether a document labels words as theirs.
        """
        evidence: Any = apps.get_model("explorer", "Evidence").objects.all()
        own = evidence.filter(claim=models.OuterRef("claim"), asserter=models.OuterRef("claim__speaker"))
        places = (models.When(passage__grade=grade, then=models.Value(place)) for place, grade in enumerate(Grade))
        best = (
            own.order_by()
            .values("claim")
            .annotate(best=models.Min(models.Case(*places, output_field=models.IntegerField())))
        )
        spoken = own.filter(basis=Basis.LABELLED, passage__grade__in=[grade for grade in Grade if grade.is_speech])
        return self.annotate(best=models.Subquery(best.values("best")), is_spoken=models.Exists(spoken))

    def with_claims(self) -> Self:
        """Fetch the point, and the claims with holder, episode and evidence."""
        return self.with_records().prefetch_related(prefetch_evidence("claim__"))

    def with_records(self) -> Self:
        """Fetch the point, and the claims with holder and episode."""
        return self.select_related("point", "claim__speaker", "claim__episode__series")


class ClaimTopic(Record):
    """A claim's link to a topic, with its bearing."""

    claim = models.ForeignKey("explorer.Claim", on_delete=models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey("explorer.Topic", on_delete=models.PROTECT, related_name="claim_links")
    bearing = code_field(Bearing, default=Bearing.POSITION)
    point = models.ForeignKey(
        "explorer.Point",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claim_links",
        help_text="The question within the topic that the claim answers.",
    )

    objects = ClaimTopicQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "link to a topic"
        verbose_name_plural = "links to topics"
        constraints = [
            models.UniqueConstraint(fields=["claim", "topic"], name="claim_linked_once_to_a_topic"),
            code_constraint("bearing", Bearing, "claim_topic_bearing_known"),
        ]
        indexes = [models.Index(fields=["topic", "bearing"], name="claim_topic_by_bearing")]

    def __str__(self) -> str:
        return f"{self.topic}: {self.get_bearing_display().lower()}"

    def lacks_point(self, topics_with_points: Collection[int]) -> bool:
        """Whether a claim of position has no point of a topic that is among the keys of those with points."""
        return self.bearing == Bearing.POSITION and self.point_id is None and self.topic_id in topics_with_points

    def clean(self) -> None:
        """Refuse a point of another topic."""
        if self.point and self.point.topic_id != self.topic_id:
            raise ValidationError({"point": "This is a point of another topic: choose one of the same topic."})
