"""Evidence: the exact words that carry a claim, who asserts them, and on what basis we know that."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Greatest, Substr

from explorer.anchoring import TextQuote
from explorer.coding import attribution_chain, rules
from explorer.coding.vocabulary import Attribution, Basis, Grade, Mode
from explorer.errors import AnchoringError
from explorer.models.episodes import Appearance
from explorer.models.fields import LONGEST_QUOTATION, Record, code_constraint, code_field
from explorer.models.sources import Source
from explorer.models.spans import Span, build_overlap_condition
from explorer.models.speakers import SpeakerAlias
from explorer.models.visibility import PUBLIC

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.models.claims import Claim
    from explorer.models.episodes import Episode
    from explorer.models.sources import Passage
    from explorer.models.speakers import Speaker

POINTING_BACK = re.compile(
    r"\bthat I agree\b|\bagree with (that|this|what|you)\b|^(I think )?(that's|it's)\b|\bthose features\b",
    re.IGNORECASE,
)
"""Words of agreement or reference that mean little without the passage that they answer."""


def _build_fault(error: AnchoringError) -> ValidationError:
    """Return the error with its code and count; ``%`` is doubled since Django formats messages with parameters."""
    return ValidationError(f"Not saved: {error}.".replace("%", "%%"), code=error.code, params={"count": error.count})


def _match_writer() -> models.Q:
    """Return the condition that the document's writer is the asserter, by name or by alias."""
    aliases = SpeakerAlias.objects.filter(speaker=models.OuterRef("asserter"), name=models.OuterRef("source__writer"))
    return models.Q(source__writer=models.F("asserter__name")) | models.Q(models.Exists(aliases))


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Chainable queries on evidence."""

    def with_chain(self) -> Self:
        """Fetch asserter, passage, the passage that it answers, source and episode, without the document's text."""
        return self._with_links().defer("source__raw", "source__text", "passage__text")

    def _with_links(self) -> Self:
        return self.with_medium().select_related(
            "asserter", "passage__speaker", "passage__answers__speaker", "source__episode__series"
        )

    def with_medium(self) -> Self:
        """Annotate ``is_written``, which the property of that name would ask for piece by piece."""
        unspoken = [grade for grade in Grade if not grade.is_speech]
        written = models.Q(passage__grade__in=unspoken) & _match_writer()
        return self.annotate(is_written=models.ExpressionWrapper(written, output_field=models.BooleanField()))

    def to_index(self) -> Self:
        """Fetch what the documents of claims in the index contain of evidence, and its document with the episode."""
        shared = models.Prefetch("source", queryset=Source.objects.with_episode())
        return self.with_medium().select_related("passage").defer("passage__text").prefetch_related(shared)

    def with_origin_day(self) -> Self:
        """Annotate ``origin_day``, on which the words were said or written."""
        written = models.When(is_written=True, then="source__published")
        return self.with_medium().annotate(origin_day=models.Case(written, default="source__episode__date"))

    def with_facts(self) -> Self:
        """Fetch what the coding rules use of evidence, and the day of its document, without any words."""
        facts = ("claim", "asserter", "basis", "mode", "passage__grade", "source__published")
        return self.with_medium().select_related("passage", "source").only(*facts)

    def with_claim(self) -> Self:
        """Fetch the claim with its holder and topics."""
        return self.select_related("claim__speaker").prefetch_related("claim__topics")

    def with_document(self) -> Self:
        """Fetch what ``with_chain`` fetches, and the document's text to check the quotation against."""
        return self._with_links().defer("source__raw")

    def of_source(self, source: Source) -> Self:
        return self.filter(source=source)

    def lost(self) -> Self:
        """Keep quotations that reach beyond their passage, or differ from the words at their place."""
        # Places in SQL count from 1; those before the passage are caught by ``outside``.
        length, place = models.F("end") - models.F("start"), models.F("start") - models.F("passage__start") + 1
        words = Substr("passage__text", Greatest(place, 1), length)
        outside = models.Q(start__lt=models.F("passage__start")) | models.Q(end__gt=models.F("passage__end"))
        return self.annotate(standing=words).filter(outside | ~models.Q(standing=models.F("exact")))

    def with_absence(self) -> Self:
        """Annotate ``is_absent``: words of a holder's own in an episode in which they have no part.

        Writers need none in the conversation that their own document is about.
        """
        own = models.Q(asserter=models.F("claim__speaker")) & ~_match_writer()
        parts = Appearance.objects.filter(
            speaker=models.OuterRef("asserter"), episode=models.OuterRef("claim__episode")
        )
        absent = own & ~models.Exists(parts)
        return self.annotate(is_absent=models.ExpressionWrapper(absent, output_field=models.BooleanField()))

    def without_part(self) -> Self:
        """Keep words of a holder's own in an episode in which they have no part, but for what they wrote."""
        rows: Any = self.with_absence()
        return rows.filter(is_absent=True)  # type: ignore[no-any-return]

    def reframed(self) -> Self:
        """Keep quotations whose sentence a newer document changed, and that nobody has looked at since."""
        return self.exclude(sentence_before="")

    def in_own_name_of(self, speaker: Speaker) -> Self:
        """Keep words of a speaker's claims that the speaker asserts."""
        return self.filter(claim__speaker=speaker, asserter=speaker)

    def own_in(self, episode: Episode) -> Self:
        """Keep words of claims of an episode that their holders assert themselves."""
        return self.filter(claim__episode=episode, asserter=models.F("claim__speaker"))

    def carrying(self, claims: Iterable[Claim]) -> Self:
        return self.filter(claim__in=list(claims))

    def of_claims(self, slugs: Iterable[str]) -> Self:
        """Keep the evidence of claims with these slugs, and fetch the passages."""
        return self.filter(claim__slug__in=list(slugs)).select_related("passage").defer("passage__text")

    def withheld(self) -> Self:
        """Keep quotations of documents whose text may not be shown: of these nothing else is public."""
        return self.filter(source__show_text=False)

    def overlapping_any(self, spans: Iterable[Span]) -> Self:
        return self.filter(build_overlap_condition(spans))

    def published(self) -> Self:
        """Keep evidence of published claims."""
        return self.filter(claim__status=PUBLIC)

    def count_passages(self) -> int:
        """Return the number of passages that they are taken from."""
        return self.aggregate(number=models.Count("passage", distinct=True))["number"] or 0


class Evidence(Record):
    """The exact words that carry a claim, at ``[start, end)`` code points of the source's text.

    ``asserter`` is the person who asserts the words, ``basis`` how we know that.
    """

    claim = models.ForeignKey("explorer.Claim", on_delete=models.CASCADE, related_name="evidence")
    source = models.ForeignKey("explorer.Source", on_delete=models.PROTECT, related_name="evidence")
    passage = models.ForeignKey("explorer.Passage", on_delete=models.PROTECT, related_name="evidence", editable=False)
    exact = models.CharField("quotation", max_length=LONGEST_QUOTATION)
    prefix = models.CharField(max_length=200, blank=True, help_text="The words just before, where the words repeat.")
    suffix = models.CharField(max_length=200, blank=True, help_text="The words just after, where the words repeat.")
    start = models.PositiveIntegerField(editable=False)
    end = models.PositiveIntegerField(editable=False)
    asserter = models.ForeignKey("explorer.Speaker", on_delete=models.PROTECT, related_name="assertions")
    basis = code_field(Basis)
    mode = code_field(Mode, default=Mode.ASSERTED)
    sentence_before = models.TextField(
        blank=True,
        editable=False,
        help_text="The sentence in which the words stood before a newer document changed it; empty once looked at.",
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(fields=["claim", "source", "start", "end"], name="evidence_once_per_claim"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="evidence_ends_after_start"),
            code_constraint("basis", Basis, "evidence_basis_known"),
            code_constraint("mode", Mode, "evidence_mode_known"),
        ]
        indexes = [models.Index(fields=["source", "start"], name="evidence_by_place")]

    def __str__(self) -> str:
        return self.exact

    def get_absolute_url(self) -> str:
        """Return the address of the passage on its episode's page."""
        return f"{self.source.episode.get_absolute_url()}#{self.passage.slug}"

    def clean(self) -> None:
        """Anchor the words in their source, and take them over as they stand there; refuse what cannot be evidence."""
        if self.source_id is None or not self.exact:
            return
        claim = getattr(self, "claim", None)
        if claim and claim.episode_id and claim.episode_id != self.source.episode_id:
            raise ValidationError(
                {"source": "The source is about another episode than the claim: choose one about it."}
            )
        try:
            self.passage, found = self.source.anchor(TextQuote(self.exact, self.prefix, self.suffix))
        except AnchoringError as error:
            raise ValidationError({"exact": _build_fault(error)}) from error
        if self.passage.disposition:
            reason = self.passage.get_disposition_display().lower()
            message = f"Not saved: passage {self.passage} is disposed of as {reason}; remove its disposition first."
            raise ValidationError({"exact": message})
        self.start, self.end = found.start, found.end
        self.exact = self.source.text[found.start : found.end]
        if self.basis == Basis.LABELLED and self.passage.speaker_id != self.asserter_id:
            label = self.passage.speaker or "nobody"
            raise ValidationError({"basis": f"Passage {self.passage} is labelled with {label}: choose another basis."})
        if self.basis == Basis.WRITTEN and not (self.is_written and claim and claim.speaker_id == self.asserter_id):
            needs = f"“{Basis.WRITTEN.label}” needs words in writing whose holder and asserter is {self.source.writer}"
            raise ValidationError({"basis": f"{needs}: choose another basis."})
        if self.passage.speaker_id and self.passage.speaker_id != self.asserter_id:
            label = f"Passage {self.passage} is labelled with {self.passage.speaker}, who therefore asserts the words"
            raise ValidationError({"asserter": f"{label}: choose them, or quote another passage."})

    @property
    def attribution(self) -> Attribution:
        """``direct`` if the holder asserts the words, else ``reported``."""
        return rules.decide_attribution(self.claim.speaker_id, self.asserter_id)

    @property
    def witness(self) -> rules.Witness:
        """The facts about the evidence that the coding rules use."""
        return rules.Witness(
            passage=str(self.passage_id),
            grade=Grade(self.passage.grade),
            attribution=self.attribution,
            basis=Basis(self.basis),
            mode=Mode(self.mode),
        )

    @property
    def scoring(self) -> bool:
        """Whether the evidence can carry a numbered position."""
        return rules.is_scoring(self.attribution, Basis(self.basis), Mode(self.mode))

    @cached_property
    def is_written(self) -> bool:
        """Whether the asserter wrote the words. Who writes down their own talk has said it."""
        return not self.passage.is_speech and self.source.writer in self.asserter.names

    @property
    def is_own_writing(self) -> bool:
        """Whether the holder wrote the words."""
        return self.attribution == Attribution.DIRECT and self.is_written

    @property
    def short_place(self) -> str:
        """The conversation or the document in which the words came about, where there is little room."""
        return self.source.title if self.is_written else self.source.episode.short_title

    @property
    def is_own_words(self) -> bool:
        """Whether the words are the holder's own speech, which may stand in quotation marks."""
        return self.attribution == Attribution.DIRECT and self.passage.is_speech

    @property
    def is_labelled_speech(self) -> bool:
        """Whether the words are the holder's own speech by a label of the document, not by a curator's inference."""
        return self.is_own_words and self.basis == Basis.LABELLED

    @property
    def answered_passage(self) -> Passage | None:
        """The passage answered by words that agree with it or refer to it, and mean little without it.

        None for other words, and if the document's text is not shown.
        """
        shown = self.is_own_words and self.source.show_text
        return self.passage.answers if shown and POINTING_BACK.search(self.exact) else None

    @property
    def chain(self) -> str:
        """The attribution chain as one sentence: holder, asserter and writer."""
        return attribution_chain.describe_evidence(
            holder=self.claim.speaker.name,
            asserter=self.asserter.name,
            basis=Basis(self.basis),
            grade=Grade(self.passage.grade),
            writer=self.source.writer,
            is_written=self.is_written,
        )
