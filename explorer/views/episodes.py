"""Conversations: the list, and the reading room of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from explorer.models import Episode
from explorer.services.describing import describe_episode, tags_of
from explorer.services.reading import read_episode


def episode_list(request: HttpRequest) -> HttpResponse:
    """List every episode with its people and documents."""
    episodes = Episode.objects.with_people().with_sources()
    return render(request, "explorer/episode_list.html", {"episodes": episodes})


def episode_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an episode's documents, passage by passage, with the claims drawn from them."""
    episode = get_object_or_404(Episode.objects.with_people(), slug=slug)
    context = {
        "episode": episode,
        "sources": read_episode(episode),
        "described": describe_episode(episode),
        "tags": tags_of(episode),
    }
    return render(request, "explorer/episode_detail.html", context)
