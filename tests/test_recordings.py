from urllib.parse import urlsplit

import pytest

from explorer.recordings import PLAYERS, spotify, youtube


def test_a_moment_is_in_whole_seconds_as_each_publisher_writes_it():
    assert youtube("kWsHS7tXjSU").at(63.9) == "https://www.youtube.com/watch?v=kWsHS7tXjSU&t=63s"
    assert spotify("341MNqw4VWD48eRmiXdBFx").at(0) == "https://open.spotify.com/episode/341MNqw4VWD48eRmiXdBFx?t=0"


@pytest.mark.parametrize("recording", [youtube("x/../&y=#%{}"), spotify("x/../&y=#%{}")])
def test_an_id_never_leads_elsewhere(recording):
    for address in (recording.at(5), recording.player):
        parts = urlsplit(address)
        assert "x%2F..%2F%26y%3D%23%25%7B%7D" in address
        assert parts.fragment == ""
    assert f"{urlsplit(recording.player).scheme}://{urlsplit(recording.player).netloc}" in PLAYERS
