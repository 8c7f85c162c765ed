"""The page on how the debate is coded, and how far the coding has come."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from explorer.coding import manual, vocabulary
from explorer.coding.vocabulary import StanceCode
from explorer.debate.coverage import measure_coverage


def method(request: HttpRequest) -> HttpResponse:
    """Explain the coding with tables made from its rules, and show the coverage of every document."""
    unnumbered = [(code, meaning) for code, meaning in manual.legend(StanceCode) if code != StanceCode.POSITION]
    context = {
        "grades": manual.legend(vocabulary.Grade),
        "bases": manual.legend(vocabulary.Basis),
        "modes": manual.legend(vocabulary.Mode),
        "scale": manual.scale(manual.POLES),
        "unnumbered": unnumbered,
        "scoring": manual.scoring_table(),
        "confidences": manual.legend(vocabulary.Confidence),
        "confidence_rule": manual.confidence_table(),
        "silences": manual.legend(vocabulary.Silence),
        "relations": manual.legend(vocabulary.RelationKind),
        "contrasts": manual.legend(vocabulary.ContrastKind),
        "dispositions": manual.legend(vocabulary.Disposition),
        "corpus": measure_coverage(),
    }
    return render(request, "explorer/debate/method.html", context)
