"""In which form an answer is sent."""

from collections.abc import Iterable
from typing import Any

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request


class ContentNegotiation(DefaultContentNegotiation):
    """By ``Accept``, as REST framework does; what an address says of itself (OPTIONS) is JSON everywhere."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Return what writes the answer, and the media type that was agreed on."""
        if request.method == "OPTIONS":
            return JSONRenderer(), JSONRenderer.media_type
        chosen: Any = super().select_renderer(request, renderers, format_suffix)
        return chosen  # type: ignore[no-any-return]
