"""Whether a sentence stands in a document, for programs: the same answer as on the page."""

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from explorer.api.filters import fetch_named
from explorer.api.parameters import KnownParametersMixin
from explorer.api.schema import SLUG, describe_parameter
from explorer.api.serializers import SaidSerializer
from explorer.models import Speaker
from explorer.quotations.lookup import look_up
from explorer.quotations.question import LONGEST_SENTENCE, SaidFilter, list_speakers
from explorer.web.choice import Choice


class SaidViewSet(KnownParametersMixin, ViewSet):
    """``?q=``: whether the words stand in a document; ``?speaker=``: whether that person says them."""

    parameters = ("q", "speaker")

    @extend_schema(
        parameters=[
            describe_parameter(
                "q", f"The words, at most {LONGEST_SENTENCE} characters; quotation marks around all count not."
            ),
            describe_parameter("speaker", "Who is thought to have said them, by slug.", SLUG),
        ],
        responses=SaidSerializer,
    )
    def list(self, request: Request) -> Response:
        """Return the verdict with the places that have the words, those of the speaker first.

        Each place is `exact`, `folded` or `near`. Without a `speaker` all are as the verdict says; with one, the best
        places in that person's passages are given beside the best of all.
        """
        asked = read_question(request)
        return Response(SaidSerializer(look_up(asked.words, asked.speaker)).data)


def read_question(request: Request) -> SaidFilter:
    """Return what is asked; raises ValidationError where nothing can be looked up, or nobody has the name."""
    named = Choice.read(request.query_params, "speaker").values
    if len(named) > 1:
        raise ValidationError({"speaker": ["Ask about one speaker at a time."]})
    fetch_named("speaker", named, "speaker")
    asked = SaidFilter.read(request.query_params, list_speakers(Speaker.objects.all()))
    if asked.unknown:
        raise ValidationError(
            {"q": [f"Nobody here is called {asked.unknown[0][1]}; name the person by speaker=<slug>."]}
        )
    if asked.fault or asked.is_blank:
        raise ValidationError({"q": [asked.fault or "Say what to look up: /api/v1/said/?q=<words>."]})
    return asked
