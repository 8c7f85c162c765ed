"""Small presentational filters and tags: no queries, no permissions, nothing that is not on the page already."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from explorer.coding.manual import MEANINGS
from explorer.coding.vocabulary import Grade, Silence, TimeBasis
from explorer.debate.comparison import Column, Comparison
from explorer.debate.compass import GuestBearings
from explorer.models import Passage
from explorer.recordings import Recording
from explorer.search.results import TextPiece
from explorer.text import clock as clock_time
from explorer.text import join_words
from explorer.web.addresses import absolute_url

if TYPE_CHECKING:
    from explorer.debate.filters import ComparisonFilter

register = template.Library()

MINI_STEP = 23
"""The distance of two steps on the mini axis, in units of its view box."""

GRADE_SYMBOLS = {Grade.TRANSCRIPT: "e-4", Grade.QUOTATION: "e-3", Grade.SUMMARY: "e-2", Grade.NOTES: "e-1"}
"""The fuller the disc, the closer to the speaker's mouth; a reported view has a dashed ring of its own."""


@register.filter
def clock(seconds: float | None) -> str:
    """Return a time in a recording as ``m:ss`` or ``h:mm:ss``, nothing for None."""
    return "" if seconds is None else clock_time(seconds)


@register.filter
def whole_seconds(seconds: float) -> int:
    """Return a time in whole seconds, rounded down, as the addresses of recordings count."""
    return int(seconds)


@register.filter
def at(recording: Recording, seconds: float) -> str:
    """Return the address of a recording at a time in seconds."""
    return recording.at(seconds)


@register.filter
def publishers(recordings: Iterable[Recording]) -> str:
    """Return who publishes the recordings, as prose."""
    return join_words([recording.publisher for recording in recordings], last="or")


@register.filter
def duration(seconds: float) -> str:
    """Return a time in a recording as HTML writes durations: ``PT754.5S``, milliseconds at most."""
    return f"PT{f'{seconds:.3f}'.rstrip('0').rstrip('.')}S"


@register.filter
def passage_time(passage: Passage) -> str:
    """Return where a passage stands in the recording: its own time, its chapter's, or that there is none."""
    if passage.start_time is None:
        return "no timestamp in source"
    start = clock_time(passage.start_time)
    if passage.time_basis == TimeBasis.SECTION:
        return f"chapter at {start}"
    if passage.end_time is None or clock_time(passage.end_time) == start:
        return start
    return f"{start}–{clock_time(passage.end_time)}"


@register.filter
def side(position: int | None) -> str:
    """Return the letter of a position's side: ``a`` first pole, ``m`` between or without a number, ``b`` second."""
    if not position:
        return "m"
    return "a" if position < 0 else "b"


@register.filter
def mini_x(position: int) -> int:
    """Return the left edge of the mark for a position (−2…2) on the mini axis."""
    return (position + 2) * MINI_STEP


@register.filter
def degree_word(label: str) -> str:
    """Return the degree alone out of ``Leans: the pole``."""
    return label.partition(":")[0]


@register.filter
def pole_words(label: str) -> str:
    """Return what follows the degree in ``Leans: the pole``, with its colon; nothing for the middle."""
    _, colon, pole = label.partition(":")
    return f"{colon}{pole}"


@register.filter
def grade_symbol(grade: str) -> str:
    """Return the id of the symbol for a grade."""
    return GRADE_SYMBOLS[Grade(grade)]


@register.filter
def grade_label(grade: str) -> str:
    """Return a grade in words."""
    return Grade(grade).label


@register.filter
def is_speech(grade: str) -> bool:
    """Return whether words of this grade may stand in quotation marks."""
    return Grade(grade).is_speech


@register.filter
def marked(pieces: Iterable[TextPiece]) -> SafeString:
    """Return words with what was searched for in ``<mark>``; everything else is escaped."""
    written = (format_html("<mark>{}</mark>", piece.text) if piece.marked else piece.text for piece in pieces)
    return format_html_join("", "{}", ((text,) for text in written))


@register.filter
def silence_note(silence: str) -> str:
    """Return a kind of silence as a sentence."""
    return MEANINGS[Silence][Silence(silence)]


@register.filter
def tally(column: Column) -> str:
    """Return how many claims of a column are shown and how many of them rest on the speaker's own words."""
    total = len(column.claims)
    if total == 0:
        return "No claims shown" if column.hidden else "No claims"
    words = "the guest’s own words"
    if total == 1:
        return f"1 claim, {'' if column.own_words_count else 'not '}in {words}"
    share = {0: "none", total: "all"}.get(column.own_words_count, str(column.own_words_count))
    return f"{total} claims, {share} in {words}"


@register.filter
def off_the_scale(comparison: Comparison) -> list[tuple[str, list[Column]]]:
    """Return those who have no place on the scale, by what keeps them off it, in words."""
    groups: dict[str, list[Column]] = {}
    for column in comparison.unnumbered:
        groups.setdefault(column.stance.label if column.stance else "", []).append(column)
    for kind in (None, *Silence):
        for column in comparison.silent:
            if column.silence == kind:
                groups.setdefault(column.label, []).append(column)
    return list(groups.items())


@register.filter
def distance_words(comparison: Comparison) -> str:
    """Return how far apart the guests on a scale are: ``up to 4 steps apart``, ``1 guest placed``."""
    if comparison.distance is None:
        return f"{comparison.placed or 'no'} guest placed"
    if comparison.distance == 0:
        return f"all {comparison.placed} placed on one step"
    limit = "up to " if comparison.placed > 2 else ""
    return f"{limit}{comparison.distance} step{'' if comparison.distance == 1 else 's'} apart"


@register.filter
def bearings_words(guest: GuestBearings) -> str:
    """Return what a mark on the compass says, as in ``Yann LeCun. Leans: one pole. Firmly: the other pole.``."""
    return " ".join(f"{words}." for words in (guest.speaker.name, *(column.label for column in guest.placed)))


@register.filter
def alone(chosen: "ComparisonFilter", speaker: str) -> str:
    """Return the query that shows one speaker only, all other choices kept."""
    return chosen.alone(speaker)


@register.filter
def join_names(columns: Iterable[Column]) -> str:
    """Return the names of the columns' speakers as prose: ``a, b and c``."""
    return join_words([column.speaker.name for column in columns])


@register.simple_tag
def asset(path: str) -> str:
    """Return the address of a static file.

    The plain one where the manifest lacks the file: the page that says that something broke must not break too.
    """
    try:
        return static(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


@register.simple_tag
def contact(page: str = "") -> str:
    """Return the address to write to (``CONTACT``): a link as it is, an e-mail address as ``mailto:``; or nothing.

    The message says which ``page`` (a path) it is about.
    """
    address: str = settings.CONTACT
    if "@" in address and ":" not in address:
        fields = {"subject": "Debate Explorer: misattribution"}
        if page:
            fields["body"] = absolute_url(page)
        return f"mailto:{address}?{urlencode(fields).replace('+', '%20')}"
    return address
