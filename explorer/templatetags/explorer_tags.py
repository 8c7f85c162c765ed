"""Filters and tags that word and draw what a view has fetched; they ask for no rows and no permissions."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from django import template
from django.conf import settings
from django.template.defaultfilters import date as date_format
from django.templatetags.static import static
from django.utils.html import escape, format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from explorer.coding.manual import MEANINGS
from explorer.coding.vocabulary import Grade, Mode, Silence, TimeBasis
from explorer.debate.comparison import Column, Comparison
from explorer.debate.compass import GuestBearings
from explorer.debate.evidence import TopicClaim
from explorer.debate.opening import Opening
from explorer.debate.overviews.debate_list import ListedDebate
from explorer.models import Contrast, Passage, Relation
from explorer.recordings import Recording
from explorer.search.results import TextPiece
from explorer.text import format_clock, join_words, sentence_spans
from explorer.web.addresses import absolute_url
from explorer.web.day import add_day

if TYPE_CHECKING:
    from explorer.debate.filters import ComparisonFilter
    from explorer.debate.overviews.matrix_filter import MatrixFilter

register = template.Library()

GRADE_SYMBOLS = {Grade.TRANSCRIPT: "e-4", Grade.QUOTATION: "e-3", Grade.SUMMARY: "e-2", Grade.NOTES: "e-1"}
"""The symbol of each grade: the fuller the disc, the closer the words to the speaker's mouth."""


@register.filter
def clock(seconds: float | None) -> str:
    """Return a time in a recording, in seconds, as ``m:ss`` or ``h:mm:ss``; empty for None."""
    return "" if seconds is None else format_clock(seconds)


@register.filter
def whole_seconds(seconds: float) -> int:
    """Return a time rounded down to whole seconds, as addresses of recordings take it."""
    return int(seconds)


@register.filter
def at(recording: Recording, seconds: float) -> str:
    """Return the address of a recording at a time in seconds."""
    return recording.at(seconds)


@register.filter
def publishers(recordings: Iterable[Recording]) -> str:
    """Return the publishers of recordings as prose: ``a, b or c``."""
    return join_words([recording.publisher for recording in recordings], last="or")


@register.filter
def duration(seconds: float) -> str:
    """Return a time in seconds as an HTML duration, ``PT754.5S``, with at most three decimals."""
    return f"PT{f'{seconds:.3f}'.rstrip('0').rstrip('.')}S"


@register.filter
def day(date: datetime.date | None) -> SafeString | str:
    """Return a day as ``<time>`` with its words, as in 3 May 2019; ``undated`` for None."""
    if not date:
        return "undated"
    return format_html('<time datetime="{}">{}</time>', date_format(date, "Y-m-d"), date_format(date, "j F Y"))


@register.filter
def passage_time(passage: Passage) -> str:
    """Return a passage's time in the recording in words: its own, its chapter's, or that it has none."""
    if passage.start_time is None:
        return "no timestamp in source"
    start = format_clock(passage.start_time)
    if passage.time_basis == TimeBasis.SECTION:
        return f"chapter at {start}"
    if passage.end_time is None or format_clock(passage.end_time) == start:
        return start
    return f"{start}–{format_clock(passage.end_time)}"


@register.filter
def side(position: int | None) -> str:
    """Return the letter of a position's side: ``a`` for the first pole, ``b`` for the second, ``m`` for 0 and None."""
    if not position:
        return "m"
    return "a" if position < 0 else "b"


@register.filter
def parted(label: str) -> SafeString:
    """Return the degree out of ``Leans: the pole``; the colon and the pole are only for who hears the page."""
    degree, colon, pole = label.partition(":")
    return mark_safe(f'{escape(degree)}<span class="u-hide">{escape(colon + pole)}</span>')  # noqa: S308  (escaped)


@register.filter
def grade_symbol(grade: str) -> str:
    """Return the id of a grade's symbol."""
    return GRADE_SYMBOLS[Grade(grade)]


@register.filter
def grade_label(grade: str) -> str:
    """Return a grade in words."""
    return Grade(grade).label


@register.filter
def marked(pieces: Iterable[TextPiece]) -> SafeString:
    """Return a text with the words searched for in ``<mark>``. All of it is escaped."""
    written = (format_html("<mark>{}</mark>", piece.text) if piece.marked else piece.text for piece in pieces)
    return format_html_join("", "{}", ((text,) for text in written))


@register.filter
def silence_note(silence: str) -> str:
    """Return a kind of silence as a sentence."""
    return MEANINGS[Silence][Silence(silence)]


@register.filter
def tally(column: Column) -> str:
    """Return in words how many claims a column shows, and how many of them rest on the speaker's own words."""
    total = column.claim_count
    if total == 0:
        return "No claims shown" if column.hidden else "No claims"
    words = "the guest’s own words"
    if total == 1:
        return f"1 claim, {'' if column.own_words_count else 'not '}in {words}"
    share = {0: "none", total: "all"}.get(column.own_words_count, str(column.own_words_count))
    return f"{total} claims, {share} in {words}"


@register.filter
def as_of(address: str, day: datetime.date | None) -> str:
    """Return an address with the day of a view."""
    return add_day(address, day)


@register.filter
def first_sentence(text: str) -> str:
    """Return the first sentence of a text."""
    start, end = next(iter(sentence_spans(text, 0, len(text))), (0, 0))
    return text[start:end]


@register.filter
def later_sentences(text: str) -> str:
    """Return what follows the first sentence of a text, empty where there is no more."""
    return text.removeprefix(first_sentence(text)).strip()


@register.filter
def opening_words(opening: Opening) -> str:
    """Return in words how the guests with whose words a page begins stand to each other."""
    if len(opening.sides) < 2:
        return "In their words"
    if opening.steps == 0:
        return "Same verdict"
    return "Furthest apart" if (opening.steps or 0) > 1 else "Side by side"


@register.filter
def steps_words(steps: int | None) -> str:
    """Return in words how far apart two guests stand, empty where that is not known."""
    return "" if steps is None else f"{steps} of 4 steps apart" if steps else "on one step"


@register.filter
def filter_words(chosen: "ComparisonFilter", day: datetime.date | None) -> str:
    """Return in words which evidence and which dates a comparison shows: ``: all evidence, all dates``."""
    is_all = len(chosen.grades) == len(Grade) and len(chosen.modes) == len(Mode)
    dates = f"as of {date_format(day, 'j F Y')}" if day else "all dates"
    return f": {'all' if is_all else 'some'} evidence, {dates}"


@register.filter
def distance_words(comparison: Comparison | ListedDebate) -> str:
    """Return in words how far apart the guests on a scale are: ``up to 4 of 4 steps apart``, ``1 guest placed``."""
    if comparison.distance is None:
        return f"{comparison.placed or 'no'} guest placed"
    if comparison.distance == 0:
        return f"all {comparison.placed} placed on one step"
    limit = "up to " if comparison.placed > 2 else ""
    return f"{limit}{steps_words(comparison.distance)}"


@register.filter
def bearings_words(guest: GuestBearings) -> str:
    """Return the words of a mark on the compass, as in ``Yann LeCun. Leans: one pole. Firmly: the other pole.``."""
    return " ".join(f"{words}." for words in (guest.speaker.name, *(column.label for column in guest.placed)))


@register.filter
def places_words(guest: GuestBearings) -> str:
    """Return the words of the place of a mark, without the name: ``Leans: one pole. Firmly: the other pole.``."""
    return " ".join(f"{cell.degree}." for cell in guest.placed)


@register.filter
def of_claim(relations: Mapping[int, Sequence[Relation]], claim: int) -> Sequence[Relation]:
    """Return the relations of the claim with a key."""
    return relations.get(claim, ())


@register.filter
def grounds_of(comparison: Comparison, contrast: Contrast) -> list[TopicClaim]:
    """Return the claims of a comparison that a contrast rests on."""
    return comparison.list_grounds(contrast)


@register.filter
def adding(chosen: "ComparisonFilter", speaker: str) -> str:
    """Return the query that shows one speaker more and keeps all other choices."""
    return chosen.adding(speaker)


@register.filter
def without(chosen: "ComparisonFilter | MatrixFilter", speaker: str) -> str:
    """Return the query that shows one speaker less and keeps all other choices."""
    return chosen.without(speaker)


@register.filter
def own_words(column: Column) -> str:
    """Return in words what kind of words is held of a column's speaker on a topic."""
    total = column.claim_count
    if total == 0:
        return "Only others’ reports" if column.reported_count else "No claims"
    count = f"{total} claim{'' if total == 1 else 's'}"
    if column.own_words_count == 0:
        return f"{count}, no words of their own"
    share = "" if column.own_words_count < total else "all "
    return f"{count}, {share or f'{column.own_words_count} '}in their own words"


@register.filter
def join_names(columns: Iterable[Column]) -> str:
    """Return the names of the columns' speakers as prose: ``a, b and c``."""
    return join_words([column.speaker.name for column in columns])


@register.simple_tag
def asset(path: str) -> str:
    """Return the address of a static file, without a hash where the manifest lacks the file."""
    try:
        return static(path)
    except ValueError:
        # The error page asks for its files here too, and must not break in turn.
        return f"{settings.STATIC_URL}{path}"


@register.simple_tag
def contact(page: str = "") -> str:
    """Return the setting ``CONTACT`` as a link: an e-mail address as ``mailto:``, anything else as it is.

    The body of the e-mail names the ``page`` that it is about, given as a path.
    """
    address: str = settings.CONTACT
    if "@" in address and ":" not in address:
        fields = {"subject": "Debate Explorer: misattribution"}
        if page:
            fields["body"] = absolute_url(page)
        # Programs for e-mail show a plus sign as one, and not as a space.
        return f"mailto:{address}?{urlencode(fields).replace('+', '%20')}"
    return address
