"""Filters that show a sentence beside the words of a document."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from explorer.quotations.matches import RedlinePiece

register = template.Library()

FORMS = {"": "{}", "del": "<del>{}</del>", "ins": "<ins>{}</ins>"}


@register.filter
def redlined(pieces: Iterable[RedlinePiece]) -> SafeString:
    """Return a text with what is to be taken out in ``<del>``, and put in, in ``<ins>``. All of it is escaped."""
    return format_html_join("", "{}", ((format_html(FORMS[piece.tag], piece.text),) for piece in pieces))
