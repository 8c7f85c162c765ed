"""Recordings of conversations: the pages and the embeddable players of their publishers."""

from dataclasses import dataclass
from urllib.parse import quote

YOUTUBE_PLAYER = "https://www.youtube-nocookie.com"
SPOTIFY_PLAYER = "https://open.spotify.com"
PLAYERS = (YOUTUBE_PLAYER, SPOTIFY_PLAYER)
"""The sites that a page may embed in a frame, once a reader asks for the player."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording at one publisher.

    ``verb`` names its use, such as "Watch". ``page`` is its address; ``moment`` is appended for a time, with ``{}`` for
    whole seconds. ``player`` is the address of its player, to which whole seconds are appended.
    """

    publisher: str
    verb: str
    page: str
    moment: str
    player: str

    def at(self, seconds: float) -> str:
        """Return the address of the page at a time in seconds, rounded down."""
        return self.page + self.moment.format(int(seconds))


def youtube(video: str) -> Recording:
    """Return a video on YouTube, whose player sets no cookies before it plays."""
    name = quote(video, safe="")
    return Recording(
        publisher="YouTube",
        verb="Watch",
        page=f"https://www.youtube.com/watch?v={name}",
        moment="&t={}s",
        player=f"{YOUTUBE_PLAYER}/embed/{name}?autoplay=1&start=",
    )


def spotify(episode: str) -> Recording:
    """Return an episode on Spotify."""
    name = quote(episode, safe="")
    return Recording(
        publisher="Spotify",
        verb="Listen",
        page=f"https://open.spotify.com/episode/{name}",
        moment="?t={}",
        player=f"{SPOTIFY_PLAYER}/embed/episode/{name}?t=",
    )
