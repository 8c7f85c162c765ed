"""Filters and tags for the head of a page: its address, its title once more, its description for programs."""

from django import template
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.safestring import SafeString, mark_safe

from explorer.formats.schema_org import Thing, to_script
from explorer.web.addresses import absolute_url

register = template.Library()

register.filter("outside", absolute_url)


@register.simple_tag(takes_context=True)
def again(context: Context, name: str) -> SafeString:
    """Return the content of a block of the page once more, folded. Django lets a block stand in one place only."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    content: SafeString = block.render(context)
    return fold(content)


@register.filter(is_safe=True)
def fold(text: SafeString) -> SafeString:
    """Return a text on one line, with single spaces: what an attribute holds shows every space of its template."""
    return mark_safe(" ".join(text.split()))  # noqa: S308  (what was safe stays safe)


@register.simple_tag
def json_ld(document: Thing) -> SafeString:
    """Return a description as a ``script`` element of data, which the content security policy allows."""
    return mark_safe(f'<script type="application/ld+json">{to_script(document)}</script>')  # noqa: S308  (escaped)
