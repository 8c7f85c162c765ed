"""The list of episodes, and the reading room of one."""

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from explorer.exports.metadata import describe_episode, list_tags
from explorer.models import Episode
from explorer.reading.episode import read_episode
from explorer.recordings import PLAYERS
from explorer.text import replace_unprintable, shorten


def episode_list(request: HttpRequest) -> HttpResponse:
    """List every episode with its people and documents."""
    episodes = Episode.objects.with_people().with_sources()
    return render(request, "explorer/reading/episode_list.html", {"episodes": episodes})


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
    return render(request, "explorer/reading/episode_detail.html", context)
