"""The list of episodes, and the reading room of one."""

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import render as render_page
from django.urls import reverse

from explorer.exports.metadata import describe_episode, list_tags
from explorer.models import Episode
from explorer.models.episodes import EpisodeOrder
from explorer.reading.episode import read_episode
from explorer.reading.episode_list import EpisodeFilter, list_episodes
from explorer.recordings import PLAYERS
from explorer.text import replace_unprintable, shorten
from explorer.views.rendering import render
from explorer.views.turning import link_turns
from explorer.web.paging import list_unread

LIST = "explorer/reading/episode_list.html"


def episode_list(request: HttpRequest) -> HttpResponse:
    """List the episodes asked for, a page at a time, with their people and documents."""
    asked = EpisodeFilter.read(request.GET)
    listed = list_episodes(asked)
    address = reverse("episode-list")
    context = {
        "filter": asked,
        "listed": listed,
        "choices": {
            "filter": asked,
            "listed": listed,
            "orders": EpisodeOrder.choices(),
            "years": [(year, address + asked.of_year(year.year).query_string) for year in listed.years],
            "all_years": address + asked.of_year("").query_string,
            "everything": address,
        },
        "unknown": [*listed.unknown, *list_unread(asked.page, listed.page)],
        "turns": link_turns(listed.page, lambda number: address + asked.turned(number).query_string),
        "everything": address,
    }
    shown = asked.turned(listed.page.number).query_string
    return render(request, LIST, context, partial="episodes", address=address + shown)


@csp_update({"frame-src": PLAYERS})  # type: ignore[arg-type]  # its types know of no view with arguments
def episode_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an episode's documents, passage by passage, with the claims drawn from them.

    The parameter ``claim`` names a claim whose quotations stand out.
    """
    episode = get_object_or_404(Episode.objects.with_people(), slug=slug)
    sought = request.GET.get("claim", "")
    sources = read_episode(episode, sought)
    recordings = episode.recordings
    context = {
        "episode": episode,
        "sources": sources,
        "sought": shorten(replace_unprintable(sought), 100),
        "found": next((note for read in sources for note in read.notes if note.sought), None),
        "recordings": recordings,
        "recording": recordings[0] if recordings else None,
        "described": describe_episode(episode),
        "tags": list_tags(episode),
    }
    return render_page(request, "explorer/reading/episode_detail.html", context)
