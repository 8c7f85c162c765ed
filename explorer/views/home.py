"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from explorer.models import Speaker, Topic
from explorer.services.comparing import survey


def home(request: HttpRequest) -> HttpResponse:
    """Show what the site is, and the questions with who stands where."""
    guests = list(Speaker.objects.guests())
    comparisons = survey(list(Topic.objects.all()), guests)
    return render(request, "explorer/home.html", {"comparisons": comparisons, "guests": guests})
