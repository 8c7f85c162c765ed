"""Work tells whoever watches it how far it is, and nobody else."""

from explorer.progress import Progress, track, watch


def test_whoever_watches_is_told_of_each_thing_that_is_done():
    told = []
    with watch(told.append):
        assert list(track("ab", "letters read", 2)) == ["a", "b"]
    assert told == [Progress("letters read", 1, 2), Progress("letters read", 2, 2)]
    assert list(track("c", "letters read", 1)) == ["c"]
    assert len(told) == 2
