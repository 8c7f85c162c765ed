"""Atom feeds of the newest published claims: all of them, of one topic, of one speaker."""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from explorer.formats.citations import SITE
from explorer.models import Claim, Evidence, Speaker, Topic
from explorer.web.addresses import absolute_url

# Django's class takes no parameters when the site runs; only its types do.
if TYPE_CHECKING:
    Base = Feed[Claim, Any]
else:
    Base = Feed

NEWEST = 50
"""The largest number of claims in a feed."""


class StateFeed(Atom1Feed):
    """A feed that tells no time but those of its entries: with none it is as old as time, not as new as the request."""

    def latest_post_date(self) -> datetime.datetime:
        return super().latest_post_date() if self.items else datetime.datetime.fromtimestamp(0, datetime.UTC)


class ClaimFeed(Base):
    """The newest claims, each with the curator's sentence and its quotations."""

    feed_type = StateFeed
    subtitle = "What AI researchers say in podcasts, with the exact words behind every line."

    def title(self, obj: Any) -> str:
        return "Debate Explorer: newest claims"

    def link(self, obj: Any) -> str:
        return absolute_url(reverse("home"))

    def feed_url(self, obj: Any) -> str:
        return absolute_url(reverse("feed-claims"))

    def feed_guid(self, obj: Any) -> str:
        """Return the feed's own address, since several feeds may be about one page."""
        return self.feed_url(obj)

    def items(self, obj: Any) -> Iterable[Claim]:
        return Claim.objects.published().newest(NEWEST).with_evidence()[:NEWEST]

    def item_title(self, item: Claim) -> str:
        """Return the holder and the claim, as plain text, which Atom's titles are."""
        return f"{item.speaker.name}: {item.statement}"

    def item_description(self, item: Claim) -> str:
        """Return the quotations as HTML, each with its attribution chain, and where and when they came about."""
        quotations = format_html_join("\n", "{}", ((_render_quotation(piece),) for piece in item.evidence.all()))
        origin = item.origin
        day = f"{origin.date:%-d %B %Y}" if origin.date else "undated"
        return format_html("{}\n<p>{} “{}”, {}.</p>", quotations, origin.medium.label, origin.place, day)

    def item_link(self, item: Claim) -> str:
        return absolute_url(item.get_absolute_url())

    def item_guid(self, item: Claim) -> str:
        """Return the claim's address, which stays the same when the claim changes."""
        return self.item_link(item)

    def item_author_name(self, item: Claim) -> str:
        """Return the site, as citations do: the sentence is its curators', and not the holder's."""
        return SITE

    def item_pubdate(self, item: Claim) -> datetime.datetime:
        """Return the beginning of the day on which readers saw the claim first; when it was made where unknown."""
        if item.published_on is None:
            return item.created_at
        return datetime.datetime.combine(item.published_on, datetime.time(), datetime.UTC)

    def item_updateddate(self, item: Claim) -> datetime.datetime:
        return item.updated_at


class TopicFeed(ClaimFeed):
    """The newest claims on a topic."""

    def get_object(self, request: HttpRequest, slug: str) -> Topic:
        return get_object_or_404(Topic, slug=slug)

    def title(self, obj: Topic) -> str:
        return f"Debate Explorer: {obj.question}"

    def link(self, obj: Topic) -> str:
        return absolute_url(obj.get_absolute_url())

    def feed_url(self, obj: Topic) -> str:
        return absolute_url(reverse("feed-topic", args=[obj.slug]))

    def items(self, obj: Topic) -> Iterable[Claim]:
        return Claim.objects.published().linked_to(obj).newest(NEWEST).with_evidence()[:NEWEST]


class SpeakerFeed(ClaimFeed):
    """The newest claims of a holder."""

    def get_object(self, request: HttpRequest, slug: str) -> Speaker:
        return get_object_or_404(Speaker, slug=slug)

    def title(self, obj: Speaker) -> str:
        return f"Debate Explorer: {obj.name}"

    def link(self, obj: Speaker) -> str:
        return absolute_url(obj.get_absolute_url())

    def feed_url(self, obj: Speaker) -> str:
        return absolute_url(reverse("feed-speaker", args=[obj.slug]))

    def items(self, obj: Speaker) -> Iterable[Claim]:
        return Claim.objects.published().held_by(obj).newest(NEWEST).with_evidence()[:NEWEST]


def _render_quotation(evidence: Evidence) -> SafeString:
    """Return a quotation as HTML. Own words stand in quotation marks, any other words after their chain."""
    if evidence.is_own_words:
        return format_html("<p>“{}”</p>\n<p>{}.</p>", evidence.exact, evidence.chain)
    return format_html("<p>{}: {}</p>", evidence.chain, evidence.exact)
