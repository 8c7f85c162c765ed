"""The exact words that carry a claim, whose assertion they are and how we know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Greatest, Substr

from explorer.anchoring import TextQuote
from explorer.coding import attribution_chain, rules
from explorer.coding.vocabulary import Attribution, Basis, Grade, Mode
from explorer.errors import AnchoringError
from explorer.models.fields import LONGEST_QUOTATION, Record, code_field, one_of
from explorer.models.visibility import PUBLIC

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.models.claims import Claim
    from explorer.models.sources import Source

POINTING_BACK = re.compile(
    r"\bthat I agree\b|\bagree with (that|this|what|you)\b|^(I think )?(that's|it's)\b|\bthose features\b",
    re.IGNORECASE,
)
"""Words that say little without what they answer."""

if TYPE_CHECKING:
    from explorer.models.sources import Passage


def _unanchored(error: AnchoringError) -> ValidationError:
    """Return the fault of a quotation with its code and count; Django fills a message that has parameters in."""
    return ValidationError(f"Not saved: {error}.".replace("%", "%%"), code=error.code, params={"count": error.count})


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Pieces of evidence."""

    def with_chain(self) -> Self:
        """Fetch asserter, passage, what it answers, source and episode, without the document's text."""
        return self.select_related(
            "asserter", "passage__speaker", "passage__answers__speaker", "source__episode__series"
        ).defer("source__raw", "source__text", "passage__text")

    def with_claim(self) -> Self:
        """Fetch the claim carried, its holder and its topics."""
        return self.select_related("claim__speaker").prefetch_related("claim__topics")

    def with_document(self) -> Self:
        """Fetch the chain with the document's whole text, to check the quotation against it."""
        return self.select_related(
            "asserter", "passage__speaker", "passage__answers__speaker", "source__episode__series"
        ).defer("source__raw")

    def of_source(self, source: Source) -> Self:
        """Keep the quotations of one document."""
        return self.filter(source=source)

    def lost(self) -> Self:
        """Keep quotations that are not, or not only in their passage, what stands at their place."""
        length, place = models.F("end") - models.F("start"), models.F("start") - models.F("passage__start") + 1
        words = Substr("passage__text", Greatest(place, 1), length)
        outside = models.Q(start__lt=models.F("passage__start")) | models.Q(end__gt=models.F("passage__end"))
        return self.annotate(standing=words).filter(outside | ~models.Q(standing=models.F("exact")))

    def carrying(self, claims: Iterable[Claim]) -> Self:
        """Keep what carries any of the claims."""
        return self.filter(claim__in=list(claims))

    def published(self) -> Self:
        """Keep what carries a claim that readers may see."""
        return self.filter(claim__status=PUBLIC)

    def with_topics(self) -> Self:
        """Fetch the claim carried and its topics."""
        return self.select_related("claim").prefetch_related("claim__topics")


class Evidence(Record):
    """The exact words that carry a claim, at ``[start, end)`` code points of their source's text.

    ``asserter`` is whose assertion the words are, ``basis`` how we know that.
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

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        """In the order in which the curator gave them."""

        ordering = ["pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(fields=["claim", "source", "start", "end"], name="evidence_once_per_claim"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="evidence_ends_after_start"),
            one_of("basis", Basis, "evidence_basis_known"),
            one_of("mode", Mode, "evidence_mode_known"),
        ]
        indexes = [models.Index(fields=["source", "start"], name="evidence_by_place")]

    def __str__(self) -> str:
        return self.exact

    def get_absolute_url(self) -> str:
        """Return the address that scrolls to the passage in its episode."""
        return f"{self.source.episode.get_absolute_url()}#{self.passage.slug}"

    def clean(self) -> None:
        """Find the words in their source and keep them as they stand there; refuse what is not there exactly once."""
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
            raise ValidationError({"exact": _unanchored(error)}) from error
        if self.passage.disposition:
            reason = self.passage.get_disposition_display().lower()
            message = f"Not saved: passage {self.passage} is disposed of as {reason}; remove its disposition first."
            raise ValidationError({"exact": message})
        self.start, self.end = found.start, found.end
        self.exact = self.source.text[found.start : found.end]
        if self.basis == Basis.LABELLED and self.passage.speaker_id != self.asserter_id:
            label = self.passage.speaker or "nobody"
            raise ValidationError({"basis": f"Passage {self.passage} is labelled with {label}: choose another basis."})
        if self.passage.speaker_id and self.passage.speaker_id != self.asserter_id:
            label = f"Passage {self.passage} is labelled with {self.passage.speaker}, who therefore asserts the words"
            raise ValidationError({"asserter": f"{label}: choose them, or quote another passage."})

    @property
    def attribution(self) -> Attribution:
        """``direct`` where the holder asserts it, else ``reported``."""
        return rules.decide_attribution(self.claim.speaker_id, self.asserter_id)

    @property
    def witness(self) -> rules.Witness:
        """The evidence as the coding rules see it."""
        return rules.Witness(
            passage=str(self.passage_id),
            grade=Grade(self.passage.grade),
            attribution=self.attribution,
            basis=Basis(self.basis),
            mode=Mode(self.mode),
        )

    @property
    def scoring(self) -> bool:
        """Whether it can carry a numbered position."""
        return self.witness.scoring

    @property
    def is_own_words(self) -> bool:
        """Whether the words are the holder's own speech, so that they may stand in quotation marks as theirs."""
        return self.attribution == Attribution.DIRECT and self.passage.is_speech

    @property
    def is_labelled_speech(self) -> bool:
        """Whether a document prints the words as the holder's own, so that nobody had to infer whose they are."""
        return self.is_own_words and self.basis == Basis.LABELLED

    @property
    def leans_on(self) -> Passage | None:
        """What was said before, where the words agree with it or point back to it and mean little without it.

        None where the document's text is not to be shown.
        """
        shown = self.is_own_words and self.source.show_text
        return self.passage.answers if shown and POINTING_BACK.search(self.exact) else None

    @property
    def chain(self) -> str:
        """Whose view, who says so and who wrote it down, as one sentence."""
        return attribution_chain.describe_evidence(
            holder=self.claim.speaker.name,
            asserter=self.asserter.name,
            basis=Basis(self.basis),
            grade=Grade(self.passage.grade),
            writer=self.source.writer,
        )
