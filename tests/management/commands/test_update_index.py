"""The index is brought up by hand, and what was done is said."""

from io import StringIO

import pytest
from django.core.management import call_command

from explorer.models import Change, Passage
from explorer.search.backend import backend
from explorer.search_engine.types import IndexStatus, State
from tests.management.commands.conftest import failed, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("claim")]


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
    monkeypatch.setattr(
        backend(), "status", lambda: IndexStatus(State.FOREIGN, detail="/srv/photos holds something else")
    )
    code, errors = failed("update_index")
    assert code == 1
    assert errors.startswith("/srv/photos holds something else; name another place with SEARCH_URL")
