"""Finding who said it: the search page, what it suggests while a reader types, and how browsers learn of it."""

from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.shortcuts import render as render_page
from django.urls import reverse

from explorer.debate.answers.people import answer_neighbour, answer_people
from explorer.debate.answers.question import answer_question
from explorer.debate.people import MOST_PEOPLE
from explorer.models import Speaker, Topic
from explorer.search.facets import MOST_LISTED, count_by_type, fetch_labels
from explorer.search.filters import SORTS, SearchFilter
from explorer.search.notices import list_notices
from explorer.search.search import SearchPage, search
from explorer.search.suggestions import LONGEST_READ, suggest
from explorer.search.understanding import Understanding, understand
from explorer.search_engine.questions.forms import QuestionForm
from explorer.search_engine.questions.matching import QuestionKey
from explorer.search_engine.types import Facet
from explorer.views.rendering import render
from explorer.views.said import describe_pasted
from explorer.web.htmx import wants_fragment

MOST_OTHERS = 2
"""Questions of the site at most that are named beside the one answered."""


def search_page(request: HttpRequest) -> HttpResponse:
    """Show what was found, or how to ask; above it the answer, where a question of the site is asked."""
    labels = fetch_labels()
    given = SearchFilter.read(request.GET)
    understood = understand(given.known(labels))
    chosen = understood.chosen
    page = None if chosen.is_blank else search(understood.asked, labels, most_values=MOST_LISTED)
    answer = None
    if page:
        chosen = chosen.reading(understood.reading.text)
        answer = _answer(understood, understood.list_questions(page.outcome)) if page.number == 1 else None
    unresolved = page.outcome.unresolved if page else ()
    context = {
        "filter": chosen,
        "page": page,
        "unknown": [*given.unknown(labels), *((name.facet.value, name.value) for name in unresolved)],
        "notices": list_notices(page) if page else [],
        "sorts": SORTS.items(),
        "pasted": describe_pasted(given),
        **(_links(chosen, page) if page else {}),
        "understood": understood if page else None,
        "answer": answer,
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
        "compared": _find_comparison(chosen),
        "in_all": count_by_type(page.facets) if not chosen.choices[Facet.TYPE].values else 0,
        "turns": {
            "previous": _address(chosen.turned(number - 1)) if number > 1 else "",
            "next": _address(chosen.turned(number + 1)) if number < page.pages else "",
        },
    }


def _find_comparison(chosen: SearchFilter) -> str:
    """Return where the people chosen are compared, on the question chosen where it is one; empty for fewer than two."""
    people, topics = (chosen.choices[facet].values for facet in (Facet.SPEAKER, Facet.TOPIC))
    if not 1 < len(people) <= MOST_PEOPLE:
        return ""
    place = reverse("topic-detail", args=[topics[0]]) if len(topics) == 1 else reverse("compare")
    return f"{place}?speakers={','.join(people)}"


def _answer(understood: Understanding, questions: Sequence[QuestionKey]) -> dict[str, object] | None:
    """Return the answer by its kind, None where the site has none; costs nothing where nothing is asked."""
    reading = understood.reading
    people = reading.people or understood.chosen.choices[Facet.SPEAKER].values
    turned = reading.form in {QuestionForm.APART, QuestionForm.NEAR}
    if turned and reading.people and not questions:
        nearest = reading.form == QuestionForm.NEAR
        return {"neighbour": answer_neighbour(reading.people[0], is_nearest=nearest)}
    if reading.form == QuestionForm.PAIR and not questions and not reading.strangers:
        return {"people": answer_people(reading.people)}
    if not questions:
        return None
    first, *others = questions
    known = understood.vocabulary.questions.known
    answered = answer_question(
        *first,
        people=() if turned else people,
        seen_from=reading.people[0] if turned and reading.people else "",
        defining=reading.form == QuestionForm.MEANING,
    )
    return {
        "question": answered,
        "nearest": reading.form == QuestionForm.NEAR,
        "others": [(known[key].question, _question_address(key)) for key in others[:MOST_OTHERS]],
    }


def _question_address(key: QuestionKey) -> str:
    return reverse("topic-detail", args=[key.topic]) + (f"#point-{key.point}" if key.point else "")


def _address(chosen: SearchFilter) -> str:
    return f"{reverse('search')}{chosen.query_string}"
