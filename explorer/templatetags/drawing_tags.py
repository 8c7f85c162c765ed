"""The tag for what is drawn again and again on one page: marks, and what stands on top of every page."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString

register = template.Library()

MOST_KEPT = 1_000
"""The largest number of drawings that a process keeps."""


@register.simple_tag
def drawn(partial: str, **values: object) -> SafeString:
    """Return a partial that shows nothing but the given values, which are few: each drawing is made once in a process.

    Words of records are no such values: there are too many of them.
    """
    if settings.DEBUG:  # whoever works on a template sees the change
        return render_to_string(partial, values)
    return _draw(get_script_prefix(), partial, *values.items())


@lru_cache(maxsize=MOST_KEPT)
def _draw(_: str, partial: str, *values: tuple[str, object]) -> SafeString:
    # The prefix under which the site is mounted is part of what is remembered, as drawings may hold addresses.
    return render_to_string(partial, dict(values))
