"""What the head of a page tells programs: its one address, its title again, what it is in schema.org's words."""

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
    """Return what a block of the page says, in a second place; Django lets a block stand only once."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    said: SafeString = block.render(context)
    return said


@register.simple_tag
def json_ld(document: Thing) -> SafeString:
    """Return a description as a block of data: no script, so that the policy lets it stand."""
    return mark_safe(f'<script type="application/ld+json">{to_script(document)}</script>')  # noqa: S308  (escaped)
