"""What other websites may do with an answer, and what a page may ask of the browser."""

import re
from collections.abc import Callable, Sequence
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

DENIED = (
    *("accelerometer", "camera", "clipboard-read", "display-capture", "geolocation", "gyroscope", "hid"),
    *("idle-detection", "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get"),
    *("screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
"""What no page asks of a browser (W3C, Permissions Policy, section 4)."""

PLAYED = ("autoplay", "encrypted-media", "fullscreen", "picture-in-picture")
"""What a player in a frame asks of a browser, and no page otherwise."""

FRAMES = re.compile(r"(?:^|;)\s*frame-src\s+([^;]*)")


class CrossOriginPolicies:
    """Middleware that closes answers to other websites, but for those that programs of theirs may read.

    It stands before the middleware of the content policy, and reads there which players a page may frame.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer with its policies."""
        response = self.get_response(request)
        if response.status_code != HTTPStatus.NOT_MODIFIED:
            # What is answered before the content policy is: redirects, files. With a 304 goes what the client has.
            response.headers.setdefault("Content-Security-Policy", "frame-ancestors 'none'")
        players = _list_players(response)
        shared = re.match(settings.CORS_URLS_REGEX, request.path)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if shared else "same-origin")
        if response.get("Content-Type", "").startswith("text/html"):
            # Only what is shown as a page asks anything of a browser; its files would each weigh half a kilobyte more.
            response.headers.setdefault("Permissions-Policy", describe_permissions(players))
        if not players:
            # A page that embeds only what agrees to it could frame no player, since none of them agrees.
            response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        return response


def describe_permissions(players: Sequence[str]) -> str:
    """Return the policy of a page that frames the players of some sites."""
    allowed = " ".join(f'"{player}"' for player in players)
    return ", ".join([*(f"{name}=()" for name in DENIED), *(f"{name}=({allowed})" for name in PLAYED)])


def _list_players(response: HttpResponseBase) -> list[str]:
    found = FRAMES.search(response.get("Content-Security-Policy", ""))
    return [] if found is None else [source for source in found[1].split() if not source.startswith("'")]
