"""The index is built and brought up by hand, and what was done is said."""

from io import StringIO

import pytest
from django.core.management import call_command

from explorer.models import Change, Passage, Revision
from explorer.search.backend import backend
from explorer.search_engine.types import State, Status
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def claim(settings, tmp_path):
    """Return a claim, beside an index that has heard of nothing."""
    settings.DATA_DIR = tmp_path
    return make.make_claim()


def said(command):
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue().strip()


def failed(command):
    errors = StringIO()
    with pytest.raises(SystemExit) as exit_code:
        call_command(command, stderr=errors)
    return exit_code.value.code, errors.getvalue().strip()


def test_the_index_is_built_anew():
    assert said("rebuild_index") == "The index was built anew: 6 documents."
    assert backend().status() == Status(State.READY, Revision.objects.current(), 6)
    assert not Change.objects.exists()


def test_what_is_waiting_is_told(claim):
    call_command("rebuild_index", stdout=StringIO())
    assert said("update_index") == "The index says what the database says."
    claim.save()
    assert said("update_index") == "The index was told of 2 documents, and that 0 are gone."
    claim.delete()
    Passage.objects.all().delete()
    assert said("update_index") == "The index was told of 0 documents, and that 2 are gone."


def test_an_index_that_cannot_be_used_is_built_anew_and_the_reason_said(claim):
    call_command("rebuild_index", stdout=StringIO())
    claim.save()
    Change.objects.all().delete()
    why = "changes were made of which the index was never told"
    assert said("update_index") == f"The index was built anew ({why}): 6 documents."


def test_a_directory_of_somebody_elses_is_left_alone_and_named(monkeypatch):
    monkeypatch.setattr(backend(), "status", lambda: Status(State.FOREIGN, detail="/srv/photos holds something else"))
    for command in ("rebuild_index", "update_index"):
        code, errors = failed(command)
        assert code == 1
        assert errors.startswith("/srv/photos holds something else; name another place with SEARCH_URL")
