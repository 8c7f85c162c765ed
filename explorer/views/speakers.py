"""The list of people, and the page of one person across every topic."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from explorer.debate.directory import list_speakers
from explorer.debate.profile import build_profile
from explorer.exports.metadata import describe_speaker
from explorer.models import Speaker, Topic


def speaker_list(request: HttpRequest) -> HttpResponse:
    """List every speaker by what is held of them."""
    return render(request, "explorer/debate/people/speaker_list.html", {"people": list_speakers()})


def speaker_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show where a speaker stands on every question, what others report of them, and what they report."""
    speaker = get_object_or_404(Speaker, slug=slug)
    topics = list(Topic.objects.all())
    context = {
        "speaker": speaker,
        "profile": build_profile(speaker, topics),
        "total": len(topics),
        "described": describe_speaker(speaker),
    }
    return render(request, "explorer/debate/people/speaker_detail.html", context)
