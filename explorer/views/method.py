"""The page on how the debate is coded, and how far the coding has come."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from explorer.coding import manual, vocabulary
from explorer.coding.vocabulary import StanceCode
from explorer.debate.coverage import count_corpus, turn_coverage
from explorer.debate.judgements import READERS, report_judgements
from explorer.views.turning import link_turns
from explorer.web.paging import PageChoice, add_page, list_unread


def method(request: HttpRequest) -> HttpResponse:
    """Explain the coding with tables made from its rules, and show the coverage of documents."""
    asked = PageChoice.read(request.GET)
    coverage, address = turn_coverage(asked), reverse("method")
    unnumbered = [(code, meaning) for code, meaning in manual.build_legend(StanceCode) if code != StanceCode.POSITION]
    context = {
        "grades": manual.build_legend(vocabulary.Grade),
        "bases": manual.build_legend(vocabulary.Basis),
        "modes": manual.build_legend(vocabulary.Mode),
        "scale": manual.build_scale(manual.POLES),
        "unnumbered": unnumbered,
        "scoring": manual.build_scoring_table(),
        "confidences": manual.build_legend(vocabulary.Confidence),
        "confidence_rule": manual.build_confidence_table(),
        "silences": manual.build_legend(vocabulary.Silence),
        "not_coded": manual.NOT_CODED,
        "relations": manual.build_legend(vocabulary.RelationKind),
        "contrasts": manual.build_legend(vocabulary.ContrastKind),
        "dispositions": manual.build_legend(vocabulary.Disposition),
        "corpus": count_corpus(),
        "coverage": coverage,
        "turns": link_turns(coverage, lambda number: f"{add_page(address, number)}#coverage"),
        "unknown": list_unread(asked, coverage),
        "canonical": add_page(address, coverage.number),
        "judged": report_judgements(),
        "readers": READERS,
    }
    return render(request, "explorer/debate/method.html", context)
