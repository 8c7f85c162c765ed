"""The page of the matrix: every guest on every question."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from explorer.coding.vocabulary import Silence
from explorer.debate.comparison import collect_days
from explorer.debate.filters import CellFilter
from explorer.debate.matrix import build_matrix
from explorer.debate.silence import describe_silence
from explorer.models import Speaker, Topic
from explorer.views.as_of import DayView
from explorer.views.rendering import render
from explorer.web.day import DayFilter


def matrix(request: HttpRequest) -> HttpResponse:
    """Show where every guest stands on every question, with the evidence of the cell that the address opens."""
    chosen, as_of = CellFilter.read(request.GET), DayFilter.read(request.GET)
    grid = build_matrix(list(Topic.objects.all()), list(Speaker.objects.guests()), chosen.cell, as_of.day)
    address = reverse("matrix") + (f"?cell={grid.opened}" if grid.opened else "")
    moment = DayView.of(as_of, address, collect_days(grid.columns), grid.columns)
    context = {
        "grid": grid,
        "silences": [(silence, describe_silence(silence, as_of.day)) for silence in Silence],
        "unknown": chosen.unknown(grid.opened),
        "moment": moment,
    }
    return render(request, "explorer/debate/matrix/matrix.html", context, partial="matrix", address=moment.address)
