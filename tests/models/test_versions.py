"""One edit keeps one version of each record that it touched, whole with its parts."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from explorer import models
from explorer.corpus.load import load_corpus
from explorer.models.versions import FIRST, TABLES, latest_version, one_edit, touch_keys, versions
from tests import corpora
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_an_edit_of_a_claim_and_its_parts_is_one_version():
    with one_edit(reason="a try"):
        claim = make.make_claim()
        claim.statement = "Another matter is settled."
        claim.save()
    [version] = versions(models.Claim)
    assert (version.statement, version.history_change_reason) == ("Another matter is settled.", "a try")
    [evidence] = version.parts["evidence"]
    assert evidence["exact"] == claim.evidence.get().exact
    assert evidence["source"] == claim.evidence.get().source.slug
    assert [link["topic"] for link in version.parts["topic_links"]] == [claim.topics.get().slug]


def test_an_edit_that_fails_keeps_no_version():
    with pytest.raises(IntegrityError), one_edit():
        make.SpeakerFactory.create_batch(2, slug="ada")
    assert not versions(models.Speaker).exists()


def test_saving_what_is_so_already_keeps_no_version():
    speaker = make.SpeakerFactory()
    number = latest_version(speaker)
    speaker.save()
    assert latest_version(speaker) == number


def test_the_first_change_of_a_record_without_versions_keeps_what_it_was():
    models.Speaker.objects.bulk_create([models.Speaker(slug="ada", name="Ada")])
    speaker = models.Speaker.objects.get()
    speaker.name = "Ada Lovelace"
    speaker.save()
    assert [(row.name, row.history_change_reason) for row in versions(models.Speaker)] == [
        ("Ada Lovelace", ""),
        ("Ada", FIRST),
    ]


def test_a_change_of_parts_alone_is_a_version_of_the_record():
    claim = make.make_claim()
    number = latest_version(claim)
    with one_edit():
        touch_keys(models.Claim, [claim.pk])
        claim.topic_links.all().delete()
    assert latest_version(claim) > number


def test_a_deletion_is_told_with_who_did_it():
    ada = User.objects.create_user("ada")
    speaker = make.SpeakerFactory()
    with one_edit(by=ada):
        speaker.delete()
    newest = versions(models.Speaker).first()
    assert (newest.history_type, newest.history_user) == ("-", ada)


def test_no_version_holds_the_text_of_a_document():
    kept = {model.__name__: {field.name for field in table.tracked_fields} for model, table in TABLES.items()}
    assert not kept["Source"] & {"raw", "text"}
    assert "text" not in kept["Passage"]


def test_a_loading_keeps_a_version_of_what_it_added_and_later_of_what_it_changed(tmp_path):
    folder = corpora.make_corpus(tmp_path / "corpus")
    load_corpus(folder)
    counts = {model: versions(model).count() for model in TABLES}
    assert counts[models.Passage] == models.Passage.objects.count()
    corpora.edit(folder, f"{corpora.EPISODE}/claims.yaml", "bearing: context", "bearing: position")
    load_corpus(folder)
    changed = {model: versions(model).count() - number for model, number in counts.items()}
    assert {model: number for model, number in changed.items() if number} == {models.Claim: 1}
    newest = versions(models.Claim).first()
    assert newest.history_change_reason == "loaded from corpus"
    assert newest.parts["topic_links"][1]["bearing"] == "position"


def test_an_edit_costs_as_many_queries_for_twenty_new_records_as_for_one():
    counts = []
    for number in (1, 20):
        topics = [make.TopicFactory.build(slug=f"t-{number}-{one}") for one in range(number)]
        with CaptureQueriesContext(connection) as queries, one_edit():
            for topic in topics:
                topic.save()
        counts.append(sum("historical" in query["sql"] for query in queries))
    assert counts[0] == counts[1]
