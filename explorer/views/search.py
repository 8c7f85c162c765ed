"""Finding who said it: the search page, what it suggests while a reader types, and how browsers learn of it."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.shortcuts import render as render_page
from django.urls import reverse

from explorer.models import Speaker, Topic
from explorer.search.facets import fetch_labels
from explorer.search.filters import SORTS, SearchFilter
from explorer.search.notices import list_notices
from explorer.search.search import SearchPage, search
from explorer.search.suggestions import LONGEST_READ, suggest
from explorer.views.rendering import render
from explorer.views.said import describe_pasted
from explorer.web.htmx import wants_fragment


def search_page(request: HttpRequest) -> HttpResponse:
    """Show what was found, or how to ask."""
    labels = fetch_labels()
    given = SearchFilter.read(request.GET)
    chosen = given.known(labels)
    page = None if chosen.is_blank else search(chosen, labels)
    if page:
        chosen = chosen.reading(page.outcome.query.text)
    unresolved = page.outcome.unresolved if page else ()
    context = {
        "filter": chosen,
        "page": page,
        "unknown": [*given.unknown(labels), *((name.facet.value, name.value) for name in unresolved)],
        "notices": list_notices(page) if page else [],
        "sorts": SORTS.items(),
        "pasted": describe_pasted(given),
        **(_links(chosen, page) if page else {}),
    }
    if page is None or not page.results:
        context |= {"topics": Topic.objects.all(), "people": Speaker.objects.guests()}
    return render(request, "explorer/search/search.html", context, partial="found", address=_address(chosen))


def suggestions(request: HttpRequest) -> HttpResponse:
    """List what a reader may be typing, as the options of the box that they type in."""
    if not wants_fragment(request):
        return redirect(_address(SearchFilter.read(request.GET)))
    context = {"suggestions": suggest(request.GET.get("q", "")), "list": request.GET.get("list", "")}
    return render_page(request, "explorer/search/_suggestions.html", context)


def suggestions_json(request: HttpRequest) -> HttpResponse:
    """List the same for a browser's own search field (OpenSearch Suggestions 1.1)."""
    typed = request.GET.get("q", "")[:LONGEST_READ]
    options = [option for group in suggest(typed) for option in group.options]
    return JsonResponse(
        [typed, [option.text for option in options]], safe=False, content_type="application/x-suggestions+json"
    )


def opensearch(request: HttpRequest) -> HttpResponse:
    """Describe the search to browsers (OpenSearch 1.1, description document)."""
    addresses = {name: f"{settings.PUBLIC_URL}{reverse(name)}" for name in ("search", "suggest-json", "opensearch")}
    context = {"search": addresses["search"], "suggest": addresses["suggest-json"], "self": addresses["opensearch"]}
    kind = "application/opensearchdescription+xml"
    return render_page(request, "explorer/search/opensearch.xml", context, content_type=kind)


def _links(chosen: SearchFilter, page: SearchPage) -> dict[str, object]:
    """Return where the links of a page of results lead."""
    number = page.number
    taken = [value for group in page.facets for value in group.chosen]
    return {
        "chosen": [(value, _address(chosen.without(value.facet, value.value))) for value in taken],
        "widened": _address(chosen.widened()),
        "asked_as_typed": _address(replace(chosen, as_typed=True, page=1)),
        "meant": _address(chosen.asking(page.outcome.suggestion)),
        "last": _address(chosen.turned(page.pages or 1)),
        "turns": {
            "previous": _address(chosen.turned(number - 1)) if number > 1 else "",
            "next": _address(chosen.turned(number + 1)) if number < page.pages else "",
        },
    }


def _address(chosen: SearchFilter) -> str:
    return f"{reverse('search')}{chosen.query_string}"
