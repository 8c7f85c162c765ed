"""Every guest on every question."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from explorer.coding.vocabulary import Silence
from explorer.filters import CellFilter
from explorer.models import Speaker, Topic
from explorer.services.tabulating import tabulate
from explorer.views.rendering import render


def matrix(request: HttpRequest) -> HttpResponse:
    """Show where every guest stands on every question, with the evidence of one cell open where one is asked for."""
    chosen = CellFilter.read(request.GET)
    grid = tabulate(list(Topic.objects.all()), list(Speaker.objects.guests()), chosen.cell)
    context = {"grid": grid, "silences": list(Silence), "unknown": chosen.unknown(grid.opened)}
    address = reverse("matrix") + (f"?cell={grid.opened}" if grid.opened else "")
    return render(request, "explorer/matrix.html", context, partial="matrix", address=address)
