"""Did they say that? A pasted sentence, and whether it stands in a document."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from explorer.models import Speaker
from explorer.quotations.lookup import SaidAnswer, look_up
from explorer.quotations.pasted import look_up_pasted
from explorer.quotations.question import LONGEST_SENTENCE, SaidFilter, list_speakers
from explorer.quotations.sentences import LOOKED_UP, describe_likeness, describe_verdict, list_answer_notices
from explorer.search.filters import SearchFilter
from explorer.views.rendering import render


def said(request: HttpRequest) -> HttpResponse:
    """Show whether a sentence stands in a document, or ask for one."""
    speakers = list_speakers(Speaker.objects.all())
    asked = SaidFilter.read(request.GET, speakers)
    is_asking = not (asked.is_blank or asked.is_too_long)
    answer = look_up(asked.words, asked.speaker) if is_asking else None
    context = {
        "asked": asked,
        "answer": answer,
        "verdict": describe_verdict(answer) if answer else "",
        "matches": [(match, describe_likeness(match)) for match in answer.matches] if answer else [],
        "notices": list_answer_notices(answer) if answer else [],
        "looked_up": LOOKED_UP,
        "speakers": speakers.values(),
        "longest": f"{LONGEST_SENTENCE:,}",
    }
    address = f"{reverse('said')}{asked.query_string}"
    return render(request, "explorer/quotations/said.html", context, partial="said", address=address)


def describe_pasted(asked: SearchFilter) -> dict[str, str] | None:
    """Return the answer's line and address where a long quotation was typed into the search box; None without one."""
    answer: SaidAnswer | None = look_up_pasted(asked.text)
    if answer is None:
        return None
    address = f"{reverse('said')}{SaidFilter(answer.words).query_string}"
    return {"verdict": describe_verdict(answer), "address": address}
