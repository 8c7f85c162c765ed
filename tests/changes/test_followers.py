"""A follower of edits is told of each row as it was and as it is, and ends with the edit."""

import pytest

from explorer.changes import followers
from explorer.changes.edit import open_edit
from explorer.models import Claim
from tests import factories as make

pytestmark = pytest.mark.django_db


class Recorder:
    """Records what it is told."""

    def __init__(self):
        self.told = []

    def will_change(self, model, keys):
        self.told.append((model.__name__, *keys))

    def note(self, row):
        self.told.append(str(row))

    def note_everything(self):
        self.told.append("everything")

    def end(self):
        self.told.append("end")


@pytest.fixture
def recorder(monkeypatch):
    recorder = Recorder()
    monkeypatch.setattr(followers, "FOLLOWERS", [lambda: recorder])
    return recorder


def test_a_row_is_told_as_it_was_and_as_it_is(recorder):
    speaker = make.SpeakerFactory(name="Ada")
    recorder.told.clear()
    speaker.name = "Bob"
    speaker.save()
    assert recorder.told == ["Ada", "Bob", "end"]


def test_what_is_written_in_bulk_is_told_by_its_keys_before(recorder):
    with open_edit() as edit:
        edit.will_change(Claim, [7])
        edit.queue_everything()
    assert recorder.told == [("Claim", 7), "everything", "end"]


def test_an_edit_that_fails_ends_nothing(recorder):
    with pytest.raises(ZeroDivisionError), open_edit():
        raise ZeroDivisionError
    assert recorder.told == []
