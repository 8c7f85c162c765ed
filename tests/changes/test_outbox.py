"""Work is noted with its transaction: not at all where it is undone, once where it belongs together."""

import pytest
from django.db import IntegrityError, transaction

from explorer.changes import outbox
from explorer.changes.outbox import MANY, note, note_rows, noted_together
from explorer.coding.vocabulary import Format, Status
from explorer.corpus.load import load_corpus
from explorer.documents.source_import import import_source
from explorer.models import Change, Claim, Revision
from explorer.search_engine.types import DocumentKey, DocumentType
from tests import corpora
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_what_is_undone_was_never_noted(claim, noted):
    before = Revision.objects.current()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.ClaimFactory(slug=claim.slug)
    assert noted() == set()
    assert Revision.objects.current() == before


@pytest.mark.django_db(transaction=True)
def test_a_change_that_fails_by_itself_is_not_noted_either(claim):
    before = Revision.objects.current()
    Change.objects.all().delete()
    with pytest.raises(IntegrityError):
        Claim(slug=claim.slug, speaker=claim.speaker, episode=claim.episode, statement="x", status="published").save()
    assert Revision.objects.current() == before


def test_work_noted_together_raises_the_revision_once(claim, noted):
    before = Revision.objects.current()
    with noted_together():
        claim.save()
        claim.speaker.save()
        assert Revision.objects.current() == before
    assert noted() == {"claim enough", "speaker ada"}
    assert Revision.objects.current() == before + 1
    with noted_together():
        pass
    assert Revision.objects.current() == before + 1


def test_a_loading_is_noted_once_with_all_that_it_wrote(tmp_path, noted):
    folder = corpora.make_corpus(tmp_path)
    load_corpus(folder)
    assert {row.revision for row in Change.objects.all()} == {Revision.objects.current()}
    assert {"claim ada-scale-dead-end", "passage talk-1-transcript-4", "topic scaling", "speaker bob-two"} <= noted()
    load_corpus(folder)
    assert noted() == set()
    corpora.edit(folder, f"{corpora.EPISODE}/claims.yaml", "exact: I suspect that scale", "exact: that scale")
    load_corpus(folder)
    assert "claim bob-scale-enough" in noted()


def test_an_import_is_noted(claim, noted):
    noted()
    import_source(b"Ada: More.\n\nBob: Less.\n", episode_slug="talk", format_name=Format.MARKDOWN_TRANSCRIPT)
    assert noted() == {"episode talk"}


def test_without_documents_something_is_noted_that_no_search_finds(noted):
    note()
    assert noted() == {"nothing"}


def test_so_many_documents_at_once_are_noted_as_everything(noted):
    keys = [DocumentKey(DocumentType.CLAIM, f"claim-{number}") for number in range(MANY)]
    note(keys[1:])
    assert len(noted()) == MANY - 1
    note(keys)
    assert noted() == {"everything"}


def test_rows_of_which_readers_see_nothing_are_not_noted(noted):
    note_rows(None, make.ClaimFactory.build(status=Status.DRAFT))
    assert noted() == set()


def test_a_listener_that_is_named_twice_is_called_once_after_the_commit(
    noted, monkeypatch, django_capture_on_commit_callbacks
):
    heard = []
    monkeypatch.setattr(outbox, "LISTENERS", [])

    def listener():
        heard.append(noted())

    for _ in range(2):
        outbox.when_committed(listener)
    with django_capture_on_commit_callbacks(execute=True):
        note()
        assert heard == []
    assert heard == [{"nothing"}]
