"""A version keeps a record's own columns and its parts, and no text of a document."""

import pytest

from explorer.models import Claim, Passage, Source, Topic
from explorer.models.versions import TABLES, columns_of, latest_version, part_fields, parts_of, versions
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_versions_are_read_newest_first_and_the_newest_has_the_highest_number():
    topic = make.TopicFactory()
    topic.description = "Put otherwise."
    topic.save()
    rows = list(versions(Topic))
    assert [row.history_type for row in rows] == ["~", "+"]
    assert latest_version(topic) == rows[0].history_id > rows[1].history_id


def test_what_was_never_saved_in_an_edit_has_no_version():
    [topic] = Topic.objects.bulk_create([make.TopicFactory.build()])
    assert latest_version(topic) == 0


def test_no_version_holds_the_text_of_a_document():
    kept = {model: {field.name for field in table.tracked_fields} for model, table in TABLES.items()}
    assert not kept[Source] & {"raw", "text"}
    assert "text" not in kept[Passage]
    assert "id" not in {field.name for field in columns_of(Passage)}


def test_parts_are_plain_values_with_slugs_by_record():
    claim, bare = make.make_claim(), make.ClaimFactory()
    parts = parts_of(Claim, [claim.pk, bare.pk])
    topic = claim.topics.get()
    assert parts[claim.pk]["topic_links"] == [{"topic": topic.slug, "bearing": claim.topic_links.get().bearing}]
    assert parts[claim.pk]["evidence"][0]["source"] == claim.evidence.get().source.slug
    assert parts[bare.pk] == {}


def test_a_part_knows_its_record_by_a_column_that_nobody_fills_in():
    parent, fields = part_fields(Claim, "topic_links")
    assert parent == "claim_id"
    assert [field.name for field in fields] == ["topic", "bearing", "point"]
