"""An upload waits under its checksum, as it was, for a day, wherever it is asked for."""

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from explorer.documents import uploads
from explorer.documents.uploads import discard_upload, keep_upload, read_upload
from explorer.errors import ExplorerError
from explorer.models import PendingUpload
from explorer.models.kept.uploads import KEPT_FOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return User.objects.create_user("ada")


def names():
    return set(PendingUpload.objects.values_list("sha256", flat=True))


def age(name):
    """Let an upload have waited for as long as uploads do."""
    PendingUpload.objects.filter(sha256=name).update(kept_at=timezone.now() - KEPT_FOR)


def test_a_document_comes_back_as_it_was_given(ada):
    name = keep_upload(b"one\r\n\xff", by=ada)
    assert keep_upload(b"one\r\n\xff", by=User.objects.create_user("bob")) == name
    assert read_upload(name) == b"one\r\n\xff"
    assert names() == {name}


@pytest.mark.parametrize("name", ["", "../secret_key", "0" * 64, "/etc/passwd"])
def test_nothing_else_is_read(ada, name):
    keep_upload(b"one", by=ada)
    with pytest.raises(ExplorerError, match="give it again"):
        read_upload(name)


def test_an_upload_that_was_altered_is_not_used(ada):
    name = keep_upload(b"one", by=ada)
    PendingUpload.objects.update(content=b"two")
    with pytest.raises(ExplorerError, match="give it again"):
        read_upload(name)


def test_what_waited_for_a_day_is_read_no_more_and_goes_when_another_comes(ada):
    old, young = keep_upload(b"old", by=ada), keep_upload(b"young", by=ada)
    age(old)
    with pytest.raises(ExplorerError, match="give it again"):
        read_upload(old)
    new = keep_upload(b"new", by=ada)
    assert names() == {young, new}
    discard_upload(young)
    discard_upload("../x")
    assert names() == {new}


def test_an_upload_that_is_given_again_waits_for_another_day(ada):
    name = keep_upload(b"one", by=ada)
    age(name)
    assert keep_upload(b"one", by=ada) == name
    assert read_upload(name) == b"one"


def test_the_oldest_of_a_person_make_room_for_a_new_one_and_those_of_others_stay(ada, monkeypatch):
    monkeypatch.setattr(uploads, "QUOTA", 10)
    others = keep_upload(b"12345678", by=User.objects.create_user("bob"))
    first, second, third = [keep_upload(raw, by=ada) for raw in (b"aaaa", b"bbbb", b"cccc")]
    assert names() == {others, second, third}
    assert first not in names()
