"""Sources, their passages, and errata."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Greatest, Length, Substr

from explorer.anchoring import Ambiguous, Found, Missing, TextQuote, locate
from explorer.coding.vocabulary import Disposition, Format, Grade, PassageKind, TimeBasis
from explorer.errors import AnchoringError
from explorer.models.addresses import build_address
from explorer.models.fields import LONGEST_QUOTATION, Record, code_constraint, code_field
from explorer.models.queries.prepared import prepared
from explorer.models.spans import Span, build_overlap_condition
from explorer.models.versions import Versions
from explorer.text import join_words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from explorer.models.episodes import Episode
    from explorer.models.speakers import Speaker


class SourceQuerySet(models.QuerySet["Source"]):
    """Chainable queries on sources."""

    def without_text(self) -> Self:
        """Defer the bytes and the text, which lists do not need."""
        return self.defer("raw", "text")

    def to_export(self) -> Self:
        """Fetch the episode, the text and its length, without the bytes."""
        return self.select_related("episode").defer("raw").with_length()

    def with_episode(self) -> Self:
        """Fetch the episode and its series, without the documents' texts."""
        return self.select_related("episode__series").without_text()

    def with_text(self) -> Self:
        """Fetch the episode and its series with the text, without the bytes."""
        return self.select_related("episode__series").defer("raw")

    def with_places(self) -> Self:
        """Fetch the passages, each with its place and no text: all that :meth:`Source.anchor` asks."""
        places = apps.get_model("explorer", "Passage").objects.only("slug", "source", "start", "end", "ordinal")
        return self.prefetch_related(models.Prefetch("passages", queryset=places))

    def with_length(self) -> Self:
        """Annotate ``length``, the length of the text in code points."""
        return self.annotate(length=Length("text"))

    def unread_for_some_topic(self) -> Self:
        """Keep sources that were not read in full since the newest topic was added."""
        newest = apps.get_model("explorer", "Topic").objects.aggregate(newest=models.Max("added"))["newest"]
        unread = models.Q(read_in_full=None)
        return self.filter(unread | models.Q(read_in_full__lt=newest) if newest else unread)

    def in_episode(self, episode: Episode) -> Self:
        return self.filter(episode=episode)

    def count_readings(self, speakers: Collection[int]) -> Any:
        """Query what the documents of speakers come to, by the speaker's key and the day of their words.

        A row has the key, the day, the earliest day on which a document of that day was read in full, and how many were
        not. The day is the episode's date. A speaker without a part in any episode has the sources that label them, or
        quote them for readers; the day of what they wrote themselves is the one on which it was published.
        """
        # The few without a part are found first, so that no passage of the others is looked at.
        asked = apps.get_model("explorer", "Speaker").objects.filter(pk__in=speakers)
        without = asked.filter(appearances=None).order_by().values("pk")
        evidence: Any = apps.get_model("explorer", "Evidence").objects.all()
        parts = self.filter(episode__appearances__speaker__in=speakers)
        rows = _summarise_readings(parts, "episode__appearances__speaker", "episode__date", "read_in_full")
        labelling = self.filter(passages__speaker__in=without)
        quoting = evidence.published().with_origin_day().filter(asserter__in=without)
        return rows.union(
            _summarise_readings(labelling, "passages__speaker", "episode__date", "read_in_full"),
            _summarise_readings(quoting, "asserter", "origin_day", "source__read_in_full"),
            all=True,
        )

    def list_participants(self) -> list[tuple[int, int, datetime.date | None]]:
        """Return source's key, speaker's key and day read in full, for every speaker in the episode of every source."""
        rows = self.exclude(episode__appearances=None)
        return list(rows.values_list("pk", "episode__appearances__speaker", "read_in_full"))


def list_newest_days(speakers: Iterable[Speaker], most: int) -> list[datetime.date]:
    """Return the newest days of episodes in which any of the speakers took part and of which documents are held."""
    return [day for day in _find_days(most, speakers=[speaker.pk for speaker in speakers]) if day]


@prepared
def _find_days(most: int, *, speakers: Sequence[int]) -> models.QuerySet[Any, datetime.date | None]:
    held = Source.objects.filter(episode__appearances__speaker__in=speakers, episode__date__isnull=False)
    return held.order_by("-episode__date").values_list("episode__date", flat=True).distinct()[:most]


def _summarise_readings(rows: models.QuerySet[Any], speaker: str, day: str, read: str) -> Any:
    unread = models.Count("pk", filter=models.Q(**{read: None}))
    return rows.order_by().values_list(speaker, day).annotate(earliest=models.Min(read), unread=unread)


class Source(Record):
    """A document about an episode: its bytes as obtained, and the text that its parser extracted."""

    slug = models.SlugField(max_length=100, unique=True)
    episode = models.ForeignKey("explorer.Episode", on_delete=models.CASCADE, related_name="sources")
    title = models.CharField(max_length=200)
    format = code_field(Format)
    extension = models.CharField(max_length=8, default="txt")
    writer = models.CharField(max_length=200, help_text="Who wrote the words that we hold.")
    publisher = models.CharField(max_length=200, blank=True)
    published = models.DateField(null=True, blank=True)
    url = models.URLField("address", max_length=500, blank=True)
    rights = models.TextField()
    note = models.TextField(blank=True, help_text="What the curator infers about the document, marked as such.")
    show_text = models.BooleanField(
        default=True, help_text="Off hides the full text everywhere and leaves only the quotations."
    )
    raw = models.BinaryField(editable=False)
    text = models.TextField(editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False, validators=[RegexValidator(r"^[0-9a-f]{64}$")])
    read_in_full = models.DateField(
        null=True, blank=True, help_text="The day a curator had read all of it. A topic added later reopens it."
    )

    objects = SourceQuerySet.as_manager()
    history = Versions(leave_out=("raw", "text", "format", "extension"))

    class Meta:
        ordering = ["episode", "pk"]
        constraints = [
            code_constraint("format", Format, "source_format_known"),
            models.UniqueConstraint(fields=["episode", "sha256"], name="source_bytes_once_per_episode"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{build_address('episode-detail', self.episode.slug)}#{self.slug}"

    def find(self, quote: TextQuote) -> Found:
        """Return the place in the text where the words of ``quote`` stand exactly once.

        Raises AnchoringError if they stand nowhere (and names the nearest passage), if they stand several times, and
        if they are longer than ``LONGEST_QUOTATION`` as they stand there.
        """
        outcome = locate(self.text, quote)
        if isinstance(outcome, Found):
            if outcome.end - outcome.start > LONGEST_QUOTATION:
                too_long = f"the words are longer than {LONGEST_QUOTATION} characters; quote fewer"
                raise AnchoringError(too_long, code="too-long", count=1)
            return outcome
        if isinstance(outcome, Ambiguous):
            raise AnchoringError(str(outcome), code="ambiguous", count=len(outcome.starts))
        near = self._nearest_passage(outcome)
        hint = f"; {outcome.hint} in passage {near.slug}" if near else ""
        raise AnchoringError(f"{outcome}{hint}", code="missing", count=0)

    def anchor(self, quote: TextQuote) -> tuple[Passage, Found]:
        """Return the passage that contains the words of ``quote``, and their place in the text.

        Raises AnchoringError if :meth:`find` does, and if no passage contains all of the words.
        """
        found = self.find(quote)
        overlapping = self._list_overlapping(found.start, found.end)
        for passage in overlapping:
            if passage.start <= found.start and found.end <= passage.end:
                return passage, found
        if not overlapping:
            outside = "the words stand outside every passage of the source; quote from inside one"
            raise AnchoringError(outside, code="outside-passages", count=1)
        slugs = join_words([passage.slug for passage in overlapping])
        beyond = f"the words go beyond passage {slugs}; quote from inside one passage"
        raise AnchoringError(beyond, code="outside-passages", count=1)

    def _nearest_passage(self, missing: Missing) -> Passage | None:
        if missing.near_start is None or missing.near_end is None:
            return None
        return next(iter(self._list_overlapping(missing.near_start, missing.near_end)), None)

    def _list_overlapping(self, start: int, end: int) -> list[Passage]:
        """Return the passages that share a character with a span; of those fetched, where :meth:`with_places` was."""
        fetched = getattr(self, "_prefetched_objects_cache", {}).get("passages")
        if fetched is None:
            return list(self.passages.overlapping(start, end))
        return [passage for passage in fetched if passage.start < end and passage.end > start]


class PassageQuerySet(models.QuerySet["Passage"]):
    """Chainable queries on passages."""

    def with_source(self) -> Self:
        """Fetch the source without its text, its episode, the speaker, and the passage answered."""
        return self.select_related("source__episode__series", "speaker", "answers").defer("source__raw", "source__text")

    def in_stored_order(self) -> Self:
        """Sort by document, the one added first first, and fetch what `with_source` does in queries of its own.

        With a join SQLite goes through the documents first and sorts every passage; alone, an index has this order.
        """
        documents = models.Prefetch("source", queryset=Source.objects.with_episode())
        answered = models.Prefetch("answers", queryset=Passage.objects.only("slug"))
        return self.order_by("source_id", "ordinal").prefetch_related(documents, "speaker", answered)

    def with_people(self) -> Self:
        """Fetch the people who took part in the episodes."""
        return self.prefetch_related("source__episode__appearances__speaker")

    def with_surroundings(self, reach: int) -> Self:
        """Annotate ``surroundings``: the document's text from ``reach`` code points before a passage to after it."""
        first = Greatest(models.F("start") - reach, 0)
        text = Substr("source__text", first + 1, models.F("end") - first + reach)  # places in SQL count from 1
        return self.annotate(surroundings=text)

    def to_index(self) -> Self:
        """Keep passages whose text is shown, and fetch the speaker and the published claims that rest on them.

        What many share is fetched by key: a join would make it anew for each row.
        """
        evidence: Any = apps.get_model("explorer", "Evidence").objects.all()
        carrying = models.Prefetch("evidence", queryset=evidence.published().prefetch_related("claim__topics"))
        shared = models.Prefetch("source", queryset=Source.objects.with_episode())
        return self.readable().prefetch_related(shared, "speaker__aliases", carrying).order_by("pk")

    def readable(self) -> Self:
        """Keep passages of sources whose text may be shown."""
        return self.filter(source__show_text=True)

    def in_sources(self, sources: Iterable[Source]) -> Self:
        return self.filter(source__in=list(sources))

    def in_source(self, source: Source) -> Self:
        return self.filter(source=source)

    def in_episode(self, episode: Episode) -> Self:
        return self.filter(source__episode=episode)

    def replying_to(self, passages: Iterable[int]) -> Self:
        """Keep passages that answer those with the given keys, and fetch the speaker."""
        return self.filter(answers__in=set(passages)).select_related("speaker")

    def count_by_use(self) -> Any:
        """Query rows of source's key, disposition, whether a published claim rests on passages, and their number."""
        evidence: Any = apps.get_model("explorer", "Evidence").objects.all()
        used = models.Exists(evidence.published().filter(passage=models.OuterRef("pk")))
        counted = self.order_by().annotate(used=used).values_list("source", "disposition", "used")
        return counted.annotate(models.Count("pk"))

    def waiting(self) -> Self:
        """Keep passages that are neither evidence nor disposed of, and wait for a curator."""
        return self.filter(disposition="", evidence=None)

    def with_claims(self) -> Self:
        """Fetch the speaker, and the claims of any status that rest on the passages, with their holders."""
        evidence: Any = apps.get_model("explorer", "Evidence").objects.all()
        quoted = models.Prefetch("evidence", queryset=evidence.select_related("claim__speaker").order_by("start", "pk"))
        return self.select_related("speaker").prefetch_related(quoted)

    def next_after(self, ordinal: int) -> Passage | None:
        """Return the first passage after an ordinal, or the first of all if none follows."""
        return self.filter(ordinal__gt=ordinal).order_by("ordinal").first() or self.order_by("ordinal").first()

    def used(self) -> Self:
        """Keep passages that are evidence of a claim."""
        return self.filter(evidence__isnull=False).distinct()

    def count_by_source(self) -> dict[int, int]:
        """Return the number of passages by the source's key."""
        return dict(self.order_by().values_list("source").annotate(models.Count("pk")))

    def overlapping(self, start: int, end: int) -> Self:
        """Keep passages that share at least one character with ``[start, end)``, in code points of their source."""
        return self.filter(start__lt=end, end__gt=start)

    def overlapping_any(self, spans: Iterable[Span]) -> Self:
        return self.filter(build_overlap_condition(spans))


class Passage(Record):
    """A contiguous span of a source: ``source.text[start:end] == passage.text`` always holds, in code points."""

    source = models.ForeignKey("explorer.Source", on_delete=models.CASCADE, related_name="passages")
    slug = models.SlugField("id", max_length=120, unique=True)
    ordinal = models.PositiveIntegerField()
    kind = code_field(PassageKind)
    grade = code_field(Grade)
    speaker = models.ForeignKey(
        "explorer.Speaker",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="passages",
        help_text="Who the document labels as speaking, else nobody.",
    )
    section = models.CharField(max_length=300, blank=True)
    start_time = models.FloatField("starts at (seconds)", null=True, blank=True)
    end_time = models.FloatField("ends at (seconds)", null=True, blank=True)
    time_basis = code_field(TimeBasis, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    answers = models.ForeignKey(
        "explorer.Passage", on_delete=models.SET_NULL, null=True, blank=True, related_name="answered_by"
    )
    disposition = code_field(Disposition, blank=True, help_text="Why a passage that was read carries no claim.")

    objects = PassageQuerySet.as_manager()
    history = Versions(leave_out=("source", "ordinal", "start", "end", "text"))

    class Meta:
        ordering = ["source", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["source", "ordinal"], name="passage_ordinal_once_per_source"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="passage_ends_after_start"),
            models.CheckConstraint(
                condition=models.Q(end_time__isnull=True) | models.Q(end_time__gte=models.F("start_time")),
                name="passage_times_in_order",
                violation_error_message="The passage ends before it starts: correct one of its times.",
            ),
            models.CheckConstraint(
                condition=models.Q(start_time__isnull=True, time_basis="")
                | (models.Q(start_time__isnull=False, start_time__gte=0) & ~models.Q(time_basis="")),
                name="passage_time_has_a_basis",
                violation_error_message="A time and what it is based on go together: give both or neither.",
            ),
            code_constraint("kind", PassageKind, "passage_kind_known"),
            code_constraint("grade", Grade, "passage_grade_known"),
            code_constraint("time_basis", TimeBasis, "passage_time_basis_known", or_blank=True),
            code_constraint("disposition", Disposition, "passage_disposition_known", or_blank=True),
        ]
        indexes = [models.Index(fields=["source", "start"], name="passage_by_place")]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        """Return the address of the passage on its episode's page."""
        return f"{build_address('episode-detail', self.source.episode.slug)}#{self.slug}"

    def clean(self) -> None:
        """Refuse a disposition for a passage that is evidence: it would say why the passage carries no claim."""
        if self.disposition and self.pk and self.evidence.exists():
            raise ValidationError({"disposition": "The passage is evidence of a claim: leave this empty."})

    @property
    def is_speech(self) -> bool:
        """Whether the words are speech, which may stand in quotation marks."""
        return Grade(self.grade).is_speech


class ErratumQuerySet(models.QuerySet["Erratum"]):
    """Chainable queries on errata."""

    def published(self) -> Self:
        """Keep errata of sources whose text may be shown, since an erratum quotes it."""
        return self.filter(source__show_text=True)

    def with_source(self) -> Self:
        """Fetch the source without its text."""
        return self.select_related("source").defer("source__raw", "source__text")

    def in_sources(self, sources: Iterable[int]) -> Self:
        return self.filter(source__in=set(sources))


class Erratum(Record):
    """A known slip in a source's text, with the reading meant; the text itself stays as it is."""

    source = models.ForeignKey("explorer.Source", on_delete=models.CASCADE, related_name="errata")
    exact = models.CharField(max_length=LONGEST_QUOTATION)
    prefix = models.CharField(max_length=200, blank=True)
    suffix = models.CharField(max_length=200, blank=True)
    start = models.PositiveIntegerField(editable=False)
    end = models.PositiveIntegerField(editable=False)
    reading = models.CharField(max_length=200)
    reason = models.TextField()

    objects = ErratumQuerySet.as_manager()
    history = Versions()

    class Meta:
        ordering = ["source", "start"]
        verbose_name_plural = "errata"
        constraints = [
            models.UniqueConstraint(fields=["source", "start", "end"], name="erratum_once_per_span"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="erratum_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.exact} → {self.reading}"

    def clean(self) -> None:
        """Find the slip in its source, and take it over as it stands there; refuse what is not there exactly once."""
        if self.source_id is None or not self.exact:
            return
        try:
            found = self.source.find(TextQuote(self.exact, self.prefix, self.suffix))
        except AnchoringError as error:
            raise ValidationError({"exact": f"Not saved: {error}."}) from error
        self.start, self.end = found.start, found.end
        self.exact = self.source.text[found.start : found.end]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Check the span too: forms exclude fields that they do not show, but :meth:`clean` has set these."""
        super().validate_constraints(exclude=set(exclude or ()) - {"start", "end"})


@prepared
def find_errata(*, sources: Sequence[int]) -> models.QuerySet[Erratum]:
    """Return the known slips in the texts of sources, by their keys; costs one query."""
    return Erratum.objects.in_sources(sources)
