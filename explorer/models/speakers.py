"""Speakers: guests, hosts, authors of notes, and people whose views are reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models.functions import Coalesce, Left, Lower, Reverse, Right, RowNumber, StrIndex

from explorer.coding.vocabulary import AppearanceRole, Code
from explorer.models.addresses import build_address
from explorer.models.fields import Record
from explorer.models.queries.word_search import build_word_condition
from explorer.models.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from explorer.models.topics import Topic


IS_GUEST = models.Q(appearances__role=AppearanceRole.GUEST)


class SpeakerVoice(Code):
    """By what a speaker stands here: conversations with them, other words of their own, or others' reports only.

    The values sort in this order.
    """

    GUEST = "guest", "Guests"
    HEARD = "heard", "Hosts and writers"
    REPORTED = "reported", "Only reported by others"


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Chainable queries on speakers."""

    def with_appearances(self, most: int) -> Self:
        """Fetch their first appearances, at most so many of each, and annotate ``appearance_count``."""
        appearances: Any = apps.get_model("explorer", "Appearance").objects.all()
        # Counted with their keys alone: a database sorts rows with all that is asked of them.
        first = appearances.as_guest_first()
        place = models.Window(RowNumber(), partition_by="speaker", order_by=first.query.order_by)
        keys = first.order_by().annotate(place=place).filter(place__lte=most).values("pk")
        shown = first.filter(pk__in=keys).select_related("episode__series")
        # Counted beside them: joined, what else is annotated would be reckoned anew for each appearance.
        number = appearances.filter(speaker=models.OuterRef("pk")).order_by().values("speaker")
        counted = self.annotate(
            appearance_count=Coalesce(models.Subquery(number.annotate(all=models.Count("pk")).values("all")), 0)
        )
        return counted.prefetch_related(models.Prefetch("appearances", queryset=shown, to_attr="first_appearances"))

    def with_tally(self) -> Self:
        """Fetch the tally."""
        return self.select_related("tally")

    def with_voice(self) -> Self:
        """Annotate ``voice``, a ``SpeakerVoice``."""
        rows = (apps.get_model("explorer", name).objects for name in ("Appearance", "Passage"))
        held = (models.Exists(queried.filter(speaker=models.OuterRef("pk"))) for queried in rows)
        heard = (*held, models.Q(tally__own__gt=0))
        return self.annotate(
            voice=models.Case(
                models.When(tally__is_guest=True, then=models.Value(SpeakerVoice.GUEST.value)),
                *(models.When(words, then=models.Value(SpeakerVoice.HEARD.value)) for words in heard),
                default=models.Value(SpeakerVoice.REPORTED.value),
            )
        )

    def with_surname(self) -> Self:
        """Annotate ``surname``, the last word of the name, and ``initial``, its first letter."""
        before = StrIndex(Reverse("name"), models.Value(" "))
        last = models.Case(models.When(name__contains=" ", then=Right("name", before - 1)), default="name")
        return self.annotate(surname=last, initial=Left("surname", 1))

    def with_voices(self, voices: Iterable[SpeakerVoice]) -> Self:
        """Keep speakers with one of the voices; asks for :meth:`with_voice` first."""
        rows: Any = self
        return rows.filter(voice__in=list(voices))  # type: ignore[no-any-return]

    def named(self, text: str) -> Self:
        """Keep speakers in whose name, alias or slug each word of a text occurs."""
        kept = self
        for word in text.split():
            kept = kept.filter(build_word_condition(self, word, ["name", "slug"], ["aliases__name"]))
        return kept

    def with_initials(self, initials: Iterable[str]) -> Self:
        """Keep speakers whose surname begins with one of the letters; asks for :meth:`with_surname` first."""
        rows: Any = self
        return rows.filter(initial__in=list(initials))  # type: ignore[no-any-return]

    def by_surname(self) -> Self:
        """Order by surname, those who are heard before the others; asks for both annotations first."""
        return self.order_by("voice", Lower("surname"), "name", "slug")

    def count_by_initial(self) -> Sequence[tuple[str, int]]:
        """Return the first letters of surnames, each with the number of speakers."""
        rows: Any = self
        return list(rows.order_by("initial").values_list("initial").annotate(models.Count("pk")))

    def count_by_voice(self) -> dict[str, int]:
        """Return the number of speakers by voice."""
        rows: Any = self
        return dict(rows.order_by().values_list("voice").annotate(models.Count("pk")))

    def to_index(self) -> Self:
        """Fetch the texts of a speaker's document in the index: the aliases."""
        return self.prefetch_related("aliases").order_by("pk")

    def guests(self, also: Iterable[str] = ()) -> Self:
        """Keep guests of any episode, and speakers with the given slugs."""
        return self.filter(IS_GUEST | models.Q(slug__in=list(also))).distinct()

    def but_guests(self) -> Self:
        """Leave out guests of any episode."""
        return self.exclude(pk__in=self.model._base_manager.filter(IS_GUEST).values("pk"))

    def named_exactly(self, names: Iterable[str]) -> Self:
        """Keep speakers with any of the slugs or names."""
        wanted = [name for name in names if name]
        return self.filter(models.Q(slug__in=wanted) | models.Q(name__in=wanted)).distinct()

    def heard_on(self, topic: Topic, also: Iterable[str] = ()) -> Self:
        """Keep guests, speakers with the given slugs, and holders of direct, published claims on a topic."""
        claims: Any = apps.get_model("explorer", "Claim").objects.all()
        heard = models.Q(pk__in=claims.published().about([topic]).in_own_name().order_by().values("speaker"))
        return self.filter(IS_GUEST | heard | models.Q(slug__in=list(also))).distinct()


class Speaker(Record):
    """A person who holds or asserts views."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    url = models.URLField("address", max_length=500, blank=True)

    objects = SpeakerQuerySet.as_manager()
    history = Versions(parts=("aliases",))

    class Meta:
        ordering = ["name", "slug"]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="speaker_has_a_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return build_address("speaker-detail", self.slug)

    @property
    def names(self) -> list[str]:
        """The name and its other spellings; one query unless the aliases are prefetched."""
        return [self.name, *(alias.name for alias in self.aliases.all())]

    @property
    def short_name(self) -> str:
        """The last word of the name, where there is little room."""
        return self.name.split()[-1]

    @property
    def initials(self) -> str:
        """The first letters of the first and last words of the name."""
        words = self.name.split()
        return words[0][0] + words[-1][0] if len(words) > 1 else words[0][0]


class SpeakerAlias(Record):
    """Another spelling of a speaker's name, as documents and transcripts print it."""

    speaker = models.ForeignKey("explorer.Speaker", on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200, unique=True)

    class Meta:
        verbose_name = "alias"
        verbose_name_plural = "aliases"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
