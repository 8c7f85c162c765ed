"""The index is built anew by hand, and what was done is said."""

import pytest

from explorer.models import Change, Revision
from explorer.search.backend import backend
from explorer.search_engine.types import IndexStatus, State
from tests.management.commands.conftest import failed, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("claim")]


def test_the_index_is_built_anew():
    assert said("rebuild_index") == "The index was built anew: 6 documents."
    assert backend().status() == IndexStatus(State.READY, Revision.objects.current(), 6)
    assert not Change.objects.exists()


def test_a_directory_of_somebody_elses_is_left_alone_and_named(monkeypatch):
    monkeypatch.setattr(
        backend(), "status", lambda: IndexStatus(State.FOREIGN, detail="/srv/photos holds something else")
    )
    code, errors = failed("rebuild_index")
    assert code == 1
    assert errors.startswith("/srv/photos holds something else; name another place with SEARCH_URL")
