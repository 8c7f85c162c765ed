"""An edit keeps one version of each record, raises the revision once and queues the index: all of it or nothing."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Format, Status
from explorer.corpus.load import load_corpus
from explorer.documents.source_import import import_source
from explorer.models import Change, Claim, Passage, Revision, Speaker, SpeakerAlias, Topic
from explorer.models.versions import FIRST, TABLES, latest_version, versions
from tests import corpora
from tests import factories as make
from tests.snapshots import snapshot

pytestmark = pytest.mark.django_db


def test_an_edit_of_a_claim_and_its_parts_is_one_version():
    with open_edit(reason="a try"):
        claim = make.make_claim()
        claim.statement = "Another matter is settled."
        claim.save()
    [version] = versions(Claim)
    assert (version.statement, version.history_change_reason) == ("Another matter is settled.", "a try")
    [evidence] = version.parts["evidence"]
    assert evidence["exact"] == claim.evidence.get().exact
    assert evidence["source"] == claim.evidence.get().source.slug
    assert [link["topic"] for link in version.parts["topic_links"]] == [claim.topics.get().slug]


def test_an_edit_raises_the_revision_once_as_it_ends(claim, queued):
    before = Revision.objects.current()
    with open_edit():
        claim.save()
        claim.speaker.save()
        assert Revision.objects.current() == before
    assert queued() == {"claim enough", "speaker ada"}
    assert Revision.objects.current() == before + 1
    with open_edit(alone=True):
        pass
    assert Revision.objects.current() == before + 1


def test_an_edit_inside_another_one_is_part_of_it(claim):
    ada, before = User.objects.create_user("ada"), Revision.objects.current()
    with open_edit(by=ada, reason="loaded") as outer:
        claim.statement = "It is otherwise."
        claim.save()
        with open_edit(reason="other", alone=True) as inner:
            claim.speaker.name = "Ada L."
            claim.speaker.save()
    assert inner is outer
    newest = [versions(model).first() for model in (Claim, Speaker)]
    assert {(row.history_user, row.history_change_reason, row.history_date) for row in newest} == {
        (ada, "loaded", outer.at)
    }
    assert Revision.objects.current() == before + 1


def test_an_edit_that_fails_keeps_no_version_and_queues_nothing(claim, queued):
    before = (Revision.objects.current(), versions(Speaker).count())
    with pytest.raises(IntegrityError), open_edit():
        make.SpeakerFactory.create_batch(2, slug="bob")
    assert queued() == set()
    assert (Revision.objects.current(), versions(Speaker).count()) == before


def test_what_is_undone_inside_an_edit_leaves_the_rest_of_it_whole(claim, queued):
    before = Revision.objects.current()
    with open_edit():
        with pytest.raises(IntegrityError), transaction.atomic():
            make.ClaimFactory(slug=claim.slug)
        claim.speaker.save()
    assert "speaker ada" in queued()
    assert Revision.objects.current() == before + 1


@pytest.mark.django_db(transaction=True)
def test_a_save_that_fails_by_itself_queues_nothing(claim):
    before = Revision.objects.current()
    Change.objects.all().delete()
    with pytest.raises(IntegrityError):
        Claim(slug=claim.slug, speaker=claim.speaker, episode=claim.episode, statement="x", status="published").save()
    assert Revision.objects.current() == before


def test_saving_what_is_so_already_keeps_no_version():
    speaker = make.SpeakerFactory()
    number = latest_version(speaker)
    speaker.save()
    assert latest_version(speaker) == number


def test_the_first_change_of_a_record_without_versions_keeps_what_it_was():
    Speaker.objects.bulk_create([Speaker(slug="ada", name="Ada")])
    speaker = Speaker.objects.get()
    speaker.name = "Ada Lovelace"
    speaker.save()
    assert [(row.name, row.history_change_reason) for row in versions(Speaker)] == [
        ("Ada Lovelace", ""),
        ("Ada", FIRST),
    ]


def test_a_deletion_is_told_with_who_did_it_when_and_why():
    ada = User.objects.create_user("ada")
    speaker = make.SpeakerFactory()
    with open_edit(by=ada, reason="twice there") as edit:
        speaker.delete()
    newest = versions(Speaker).first()
    told = (newest.history_type, newest.history_user, newest.history_change_reason, newest.history_date)
    assert told == ("-", ada, "twice there", edit.at)


def test_a_bulk_change_of_parts_is_a_version_of_the_record_and_queues_it(claim, queued):
    number = latest_version(claim.speaker)
    with open_edit() as edit:
        edit.will_change(Speaker, [claim.speaker.pk])
        SpeakerAlias.objects.filter(speaker=claim.speaker).update(name="Lady Lovelace")
    assert latest_version(claim.speaker) > number
    assert queued() == {"speaker ada"}


def test_a_bulk_change_of_what_has_no_version_yet_keeps_what_it_was_first():
    Speaker.objects.bulk_create([Speaker(slug="ada", name="Ada")])
    keys = list(Speaker.objects.values_list("pk", flat=True))
    with open_edit() as edit:
        edit.will_change(Speaker, keys)
        Speaker.objects.update(name="Ada Lovelace")
    assert [row.history_change_reason for row in versions(Speaker)] == ["", FIRST]


def test_rows_added_in_bulk_have_versions_and_are_queued(queued):
    topics = make.TopicFactory.build_batch(2)
    with open_edit() as edit:
        edit.added(Topic.objects.bulk_create(topics))
    assert {row.history_type for row in versions(Topic)} == {"+"}
    assert queued() == {f"topic {topic.slug}" for topic in topics}


def test_bulk_rows_within_a_document_are_queued_with_it(claim, queued):
    passage = Passage.objects.get()
    with open_edit() as edit:
        edit.will_change(Passage, [passage.pk], within=passage.source)
        Passage.objects.update(disposition="joke")
        edit.added([], within=claim)
    assert versions(Passage).first().disposition == "joke"
    assert queued() == {"episode talk"}


def test_a_bulk_change_of_a_draft_queues_nothing(draft, queued):
    with open_edit() as edit:
        edit.will_change(Claim, [draft.pk])
        draft.topic_links.all().delete()
    assert queued() == set()


def test_rows_of_which_readers_see_nothing_are_not_queued(queued):
    with open_edit() as edit:
        edit.queue(None, make.ClaimFactory.build(status=Status.DRAFT))
    assert queued() == set()


def test_an_edit_lists_the_records_that_it_wrote():
    with open_edit() as edit:
        claims = make.ClaimFactory.create_batch(2)
    assert edit.list_keys(Claim) == [claim.pk for claim in claims]
    assert edit.list_keys(Topic) == []


def test_a_dry_run_does_everything_and_keeps_nothing(claim, queued):
    before = snapshot()
    with open_edit(dry_run=True):
        claim.statement = "Scale is hardly enough."
        claim.save()
        assert Claim.objects.get().statement == "Scale is hardly enough."
    assert snapshot() == before
    assert queued() == set()


def test_a_dry_run_cannot_be_part_of_another_edit():
    with pytest.raises(RuntimeError, match="cannot be part of another one"), open_edit(), open_edit(dry_run=True):
        pass


def test_a_loading_is_one_edit_of_all_that_it_wrote(tmp_path, queued):
    folder = corpora.make_corpus(tmp_path / "corpus")
    load_corpus(folder)
    counts = {model: versions(model).count() for model in TABLES}
    assert counts[Passage] == Passage.objects.count()
    assert {row.revision for row in Change.objects.all()} == {Revision.objects.current()}
    assert {"claim ada-scale-dead-end", "passage talk-1-transcript-4", "topic scaling", "speaker bob-two"} <= queued()
    load_corpus(folder)
    assert queued() == set()
    corpora.edit(folder, f"{corpora.EPISODE}/claims.yaml", "bearing: context", "bearing: position")
    load_corpus(folder)
    changed = {model: versions(model).count() - number for model, number in counts.items()}
    assert {model: number for model, number in changed.items() if number} == {Claim: 1}
    newest = versions(Claim).first()
    assert newest.history_change_reason == "loaded from corpus"
    assert newest.parts["topic_links"][1]["bearing"] == "position"
    corpora.edit(folder, f"{corpora.EPISODE}/claims.yaml", "exact: I suspect that scale", "exact: that scale")
    queued()
    load_corpus(folder)
    assert "claim bob-scale-enough" in queued()


def test_an_import_is_queued_as_its_conversation(claim, queued):
    import_source(b"Ada: More.\n\nBob: Less.\n", episode_slug="talk", format_name=Format.MARKDOWN_TRANSCRIPT)
    assert queued() == {"episode talk"}


def test_an_edit_costs_as_many_queries_for_twenty_new_records_as_for_one():
    counts = []
    for number in (1, 20):
        topics = make.TopicFactory.build_batch(number)
        with CaptureQueriesContext(connection) as queries, open_edit():
            for topic in topics:
                topic.save()
        counts.append(sum("historical" in query["sql"] for query in queries))
    assert counts[0] == counts[1]
