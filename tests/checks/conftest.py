"""A debate without faults, and the problems that the checks find."""

import pytest

from explorer.changes.edit import open_edit
from explorer.checks.database import check_corpus
from explorer.models import Stance
from tests import factories as make


@pytest.fixture
@open_edit()
def stance(db) -> Stance:
    """Return a stance with the claims that carry it, beside an erratum and a contrast."""
    stance = make.make_stance(2, claims=2)
    make.ErratumFactory(source=stance.episode.sources.get())
    make.ContrastFactory(topic=stance.topic, first=stance.speaker)
    return stance


@pytest.fixture
def problems(db):
    """Return a function for the text of all problems, each with what to do."""

    def told() -> str:
        found = check_corpus()
        assert found
        assert all(";" in problem.message for problem in found)
        return "\n".join(map(str, found))

    return told
