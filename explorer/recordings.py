"""Where a conversation can be watched or heard: pages of its publishers, and the players that they lend out."""

from dataclasses import dataclass
from urllib.parse import quote

YOUTUBE_PLAYER = "https://www.youtube-nocookie.com"
SPOTIFY_PLAYER = "https://open.spotify.com"
PLAYERS = (YOUTUBE_PLAYER, SPOTIFY_PLAYER)
"""The sites of which a frame may be shown, after a reader asked for it."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording at one publisher.

    ``verb`` is what one does with it; ``page`` its address there; ``moment`` what follows the page for a time in whole
    seconds, with ``{}`` for them; ``player`` the address of its player, to which whole seconds are added.
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
