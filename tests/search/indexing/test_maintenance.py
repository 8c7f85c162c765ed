"""The index says what the database says, after every change, and after every way in which that can go wrong."""

import pytest
from django.db import connection

from explorer.coding.vocabulary import Status
from explorer.errors import ExplorerError
from explorer.models import Change, Claim, Episode, Passage, Revision, Speaker, Topic
from explorer.models.outbox import EVERYTHING
from explorer.search import indexing
from explorer.search.backend import backend
from explorer.search.indexing import maintenance
from explorer.search.indexing.background import waiting
from explorer.search_engine.backends.base import IndexUnavailable, IndexUnreachable
from explorer.search_engine.backends.memory import MemoryBackend
from explorer.search_engine.types import DocumentKey, DocumentType, State
from explorer.search_engine.types import IndexStatus as IndexStatus
from tests import factories as make
from tests.search.indexing.conftest import held, is_true

pytestmark = pytest.mark.django_db


def renamed(model, **fields):
    """Return a change of one row."""

    def change():
        row = model.objects.first()
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()

    change.__name__ = f"{model.__name__} {' '.join(fields)}".lower()
    return change


def moved_evidence():
    piece = Claim.objects.get(slug="enough").evidence.get()
    piece.passage = Passage.objects.exclude(pk=piece.passage_id).first()
    piece.start, piece.end, piece.exact = piece.passage.start, piece.passage.end, piece.passage.text
    piece.save()


def deleted_claim():
    Claim.objects.get(slug="enough").delete()


def deleted_source():
    Claim.objects.get(slug="enough").delete()
    Episode.objects.get(slug="talk").sources.get().delete()


def added_alias():
    Speaker.objects.get(slug="ada").aliases.create(name="Countess")


def unlinked_topic():
    Claim.objects.get(slug="enough").topic_links.all().delete()


def hidden_text():
    source = Episode.objects.get(slug="talk").sources.get()
    source.show_text = False
    source.save()


CHANGES = [
    renamed(Claim, statement="It is not enough."),
    renamed(Claim, slug="plenty"),
    renamed(Claim, status=Status.DRAFT),
    renamed(Speaker, name="Augusta King"),
    renamed(Speaker, slug="augusta"),
    renamed(Topic, question="Is size enough?"),
    renamed(Topic, slug="size"),
    renamed(Episode, slug="chat", date=None),
    renamed(Passage, speaker=None),
    renamed(Passage, slug="moved-1"),
    *(moved_evidence, deleted_claim, deleted_source, added_alias, unlinked_topic, hidden_text),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_after_every_change_the_index_says_what_the_database_says(
    corpus, index, change, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        change()
        assert not is_true(index)
    assert is_true(index)


def test_a_change_that_no_search_finds_still_brings_the_index_to_its_revision(
    corpus, index, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        make.ErratumFactory(source=corpus.evidence.get().source)
    assert is_true(index)


def test_update_says_what_it_did(corpus, index):
    corpus.speaker.save()
    Passage.objects.filter(evidence=None).first().delete()
    report = indexing.update()
    assert (report.removed, report.rebuilt) == (1, False)
    assert report.indexed == 5  # the speaker, the episode, the claim and two passages
    assert indexing.update() == indexing.IndexReport()
    assert is_true(index)


def test_a_crash_after_the_index_was_told_repeats_harmlessly(corpus, index, monkeypatch):
    corpus.speaker.save()
    monkeypatch.setattr(maintenance, "_delete", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        indexing.update()
    monkeypatch.undo()
    assert Change.objects.exists()
    indexing.update()
    assert is_true(index)


def test_an_index_that_fails_fails_no_request_and_loses_nothing(
    corpus, index, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    def full(*_):
        raise OSError("No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(index, "update", full)
        with django_capture_on_commit_callbacks(execute=True):
            corpus.speaker.save()
    assert "No space left on device" in caplog.text
    assert indexing.check_condition().behind == 1
    indexing.update()
    assert is_true(index)


def test_what_cannot_be_read_when_it_is_written_is_built_anew(corpus, index, monkeypatch):
    def unreadable(*_):
        raise IndexUnavailable("a file is gone")

    monkeypatch.setattr(index, "update", unreadable)
    corpus.speaker.save()
    assert indexing.update().rebuilt
    assert is_true(index)


def test_what_is_out_of_reach_when_it_is_written_is_left_as_it_is(corpus, index, monkeypatch):
    def unreachable(*_):
        raise IndexUnreachable("the server is starting")

    monkeypatch.setattr(index, "replace", lambda *_: pytest.fail("rebuilt"))
    with monkeypatch.context() as broken:
        broken.setattr(index, "update", unreachable)
        corpus.speaker.save()
        with pytest.raises(IndexUnreachable):
            indexing.update()
    assert indexing.update().indexed
    assert is_true(index)


def test_an_index_is_built_anew_where_it_is_unreadable_and_not_where_it_is_out_of_reach(begun):
    indexing.mend(IndexUnreachable("the server is starting"))
    assert begun == []
    indexing.mend(IndexUnavailable("a file is gone"))
    assert begun == [indexing.rebuild]


def test_an_empty_site_has_an_index_that_can_be_used(index, begun):
    assert indexing.is_usable()
    assert indexing.rebuild().indexed == 0
    assert begun == []


def test_a_foreign_directory_is_refused_and_left_alone(
    corpus, index, begun, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(index, "status", lambda: IndexStatus(State.FOREIGN, detail="/srv/photos holds something else"))
    monkeypatch.setattr(index, "replace", lambda *_: pytest.fail("touched"))
    for act in (indexing.rebuild, indexing.update):
        with pytest.raises(IndexUnavailable, match="/srv/photos holds something else; name another place"):
            act()
    with django_capture_on_commit_callbacks(execute=True):
        corpus.save()
    assert not indexing.is_usable()
    assert begun == []


def test_an_index_that_stays_unusable_is_not_built_for_ever(corpus, index, monkeypatch):
    monkeypatch.setattr(index, "status", lambda: IndexStatus(State.CORRUPT, detail="bad disk"))
    with pytest.raises(IndexUnavailable, match="bad disk"):
        indexing.update()


def test_much_at_once_is_left_to_the_background(corpus, index, begun, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(maintenance, "MOST_WHILE_WAITING", 2)
    with django_capture_on_commit_callbacks(execute=True):
        corpus.speaker.save()
    assert begun == [indexing.update]
    indexing.update()
    assert is_true(index)


def test_more_than_half_of_a_large_index_is_built_anew(corpus, index, monkeypatch):
    corpus.speaker.save()
    monkeypatch.setattr(maintenance, "REBUILT_FROM", 2)
    assert indexing.update().rebuilt
    assert is_true(index)


def test_after_everything_changed_all_is_built_anew(corpus, index, begun, django_capture_on_commit_callbacks):
    Speaker.objects.update(name="Augusta King")
    with django_capture_on_commit_callbacks(execute=True):
        Change.objects.create(revision=Revision.objects.advance(), type=EVERYTHING)
        indexing.follow()
    assert begun == [indexing.update]
    assert indexing.update().rebuilt
    assert is_true(index)


def test_what_is_committed_during_a_rebuild_is_told_after_it(corpus, index, monkeypatch):
    replace = MemoryBackend.replace

    def slow(self, documents, number):
        rows = list(documents)
        Speaker.objects.get(slug="ada").save()
        corpus.delete()
        return replace(self, rows, number)

    monkeypatch.setattr(MemoryBackend, "replace", slow)
    indexing.rebuild()
    assert DocumentKey(DocumentType.CLAIM, "enough") not in held(index)
    assert is_true(index)


def test_while_another_writes_a_change_waits_and_a_command_says_so(corpus, index, monkeypatch):
    monkeypatch.setattr(maintenance, "PATIENCE", 0.1)
    corpus.save()
    with backend().take_lock() as alone:
        assert alone
        assert indexing.update() == indexing.IndexReport()
        with pytest.raises(ExplorerError, match="another process is writing the index"):
            indexing.rebuild()
    assert Change.objects.count() == 1


def test_a_change_committed_while_the_writer_lets_go_is_not_forgotten(corpus, index, monkeypatch):
    """Another process commits after the writer's last look, meets the lock, and relies on the writer."""
    apply_waiting = maintenance._apply_waiting
    rest = [corpus.speaker.save]

    def late(*args):
        apply_waiting(*args)
        if rest:
            rest.pop()()

    monkeypatch.setattr(maintenance, "_apply_waiting", late)
    corpus.save()
    indexing.update()
    assert is_true(index)


def test_who_waits_for_a_page_does_not_work_for_all_others(corpus, index, monkeypatch, begun):
    apply, others = maintenance._apply, [corpus.speaker.save]

    def meanwhile(*args):
        apply(*args)
        others.pop()()

    monkeypatch.setattr(maintenance, "_apply", meanwhile)
    corpus.save()
    indexing.follow()
    assert begun == [indexing.update]
    assert Change.objects.count() == 1


@pytest.mark.slow  # makes much of everything, to count what it costs
def test_telling_the_index_costs_the_same_for_one_change_and_for_many(corpus, index, django_assert_max_num_queries):
    for _ in range(20):
        make.make_claim(speaker=corpus.speaker, episode=corpus.episode, topic=corpus.topics.get())
    with django_assert_max_num_queries(45):
        indexing.update()
    corpus.save()
    with django_assert_max_num_queries(45):
        indexing.update()
    assert connection.in_atomic_block


def test_an_index_that_is_built_beside_a_load_is_not_opened(corpus, index, monkeypatch):
    Change.objects.create(revision=Revision.objects.current(), type=EVERYTHING)
    asked = []

    def noting(name):
        act = getattr(index, name)
        return lambda *given: asked.append(name) or act(*given)

    for name in ("replace", "status"):
        monkeypatch.setattr(index, name, noting(name))
    with waiting():
        assert indexing.update().indexed == len(held(index)) > 5
    assert asked == ["status", "replace"]
