"""Parameters of a list: one that it does not know is refused, since leaving it unread would answer something else."""

from collections.abc import Collection, Sequence
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

from explorer.api.schema import FIELDS
from explorer.corpus_format.validation import suggest_word
from explorer.text import join_words, shorten

API = "/api/"
"""Where lists are asked for by programs; pages' own addresses carry what their readers chose."""
MOST_NAMED = 5


class KnownParametersMixin(APIView):
    """A view whose list refuses parameters that it does not know; ``parameters`` names them."""

    parameters: Sequence[str] = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse what the list would leave unread, once it is settled that the request may be answered at all."""
        super().initial(request, *args, **kwargs)
        if getattr(self, "action", "") == "list" and request.path.startswith(API):
            refuse_unknown(request, self.list_parameters())

    def list_parameters(self) -> list[str]:
        """Return the names of the parameters of the list."""
        return list(self.parameters)


def list_filters(view: Any) -> list[str]:
    """Return the parameters that the filters and the pages of a view's list read, as its description names them."""
    readers = [*(backend() for backend in view.filter_backends), *([view.paginator] if view.paginator else [])]
    described = [entry["name"] for reader in readers for entry in reader.get_schema_operation_parameters(view)]
    return [*described, FIELDS]


def refuse_unknown(request: Request, known: Collection[str]) -> None:
    """Raise ValidationError for each parameter that is not known, with the nearest one and all of them."""
    names = [name for name in request.query_params if name not in known][:MOST_NAMED]
    if not names:
        return
    listed = join_words(sorted(known), "and") or "none"
    raise ValidationError(
        {
            shorten(name, 40): [f"This list does not know it{suggest_word(name, sorted(known))}; it knows {listed}."]
            for name in names
        }
    )
