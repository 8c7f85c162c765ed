"""Versions are compared in words, and an older one is restored only where it holds."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Status
from explorer.curation import review
from explorer.curation.history import Difference, list_versions, revert
from explorer.errors import RefusedError
from explorer.models import Claim, Passage, Topic
from tests import factories as make
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return person("ada", "Curator")


@pytest.fixture
def claim(ada):
    with open_edit(by=ada):
        return make.make_claim(status=Status.DRAFT, created_by=ada, statement="It is so.")


def reword(claim, statement, by):
    with open_edit(by=by):
        claim.statement = statement
        claim.save()


def test_versions_say_who_changed_what(ada, claim):
    reword(claim, "It was so.", ada)
    newest, first = list_versions(claim)
    assert newest.changes == (Difference("statement", "It is so.", "It was so."),)
    assert (newest.by, newest.is_first, first.is_first, first.changes) == (ada, False, True, ())
    assert first.contents["speaker"] == claim.speaker.name
    assert claim.evidence.get().exact in first.contents["evidence 1"]


def test_an_older_version_is_restored_with_its_parts(ada, claim):
    evidence = claim.evidence.get()
    number = list_versions(claim)[0].number
    with open_edit(by=ada):
        claim.statement = "It was so."
        claim.save()
        claim.evidence.all().delete()
    revert(claim, number, by=ada)
    claim.refresh_from_db()
    restored = claim.evidence.get()
    assert claim.statement == "It is so."
    assert (restored.exact, restored.start, restored.passage) == (evidence.exact, evidence.start, evidence.passage)
    assert list_versions(claim)[0].reason.startswith("as it was on")


def test_restoring_leaves_the_record_where_it_is_on_its_way_to_readers(ada, claim):
    number = list_versions(claim)[0].number
    review.submit(claim, by=ada)
    claim.refresh_from_db()
    revert(claim, number, by=ada)
    claim.refresh_from_db()
    assert claim.status == "in-review"


def test_a_version_whose_quotation_is_lost_is_refused_whole(ada, claim):
    number = list_versions(claim)[0].number
    reword(claim, "It was so.", ada)
    source = claim.evidence.get().source
    source.text = source.text.replace("This is what", "That was what")
    source.save()
    with pytest.raises(RefusedError, match="cannot be restored: Not saved: the words are not in the source"):
        revert(claim, number, by=ada)
    claim.refresh_from_db()
    assert (claim.statement, claim.evidence.count()) == ("It was so.", 1)


def test_a_version_that_names_a_topic_that_is_no_more_is_refused(ada, claim):
    topic = claim.topics.get()
    number = list_versions(claim)[0].number
    with open_edit(by=ada):
        claim.topic_links.all().delete()
        topic.delete()
    with pytest.raises(RefusedError, match="is no more"):
        revert(claim, number, by=ada)


def test_a_version_of_another_record_is_refused(ada, claim):
    other = make.make_claim()
    with pytest.raises(RefusedError, match="no such version"):
        revert(claim, list_versions(other)[0].number, by=ada)


def test_a_passages_words_are_never_restored(ada):
    passage = make.PassageFactory()
    number = list_versions(passage)[0].number
    Passage.objects.filter(pk=passage.pk).update(text="Other words.")
    passage.refresh_from_db()
    passage.disposition = "joke"
    passage.save()
    revert(passage, number, by=ada)
    passage.refresh_from_db()
    assert (passage.text, passage.disposition) == ("Other words.", "")


def test_twenty_versions_cost_as_many_queries_as_two(ada, claim):
    counts = []
    for number in (2, 20):
        for word in range(number):
            reword(claim, f"It was so {number} {word} times.", ada)
        with CaptureQueriesContext(connection) as queries:
            list_versions(claim)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_points_of_a_topic_come_back_in_the_rows_that_claims_refer_to(ada):
    topic = make.TopicFactory()
    with open_edit(by=ada) as edit:
        edit.will_change(Topic, [topic.pk])
        point, other = make.PointFactory(topic=topic, question="Is it so?"), make.PointFactory(topic=topic)
    number = list_versions(topic)[0].number
    link = make.ClaimTopicFactory(topic=topic, point=point)
    with open_edit(by=ada) as edit:
        edit.will_change(Topic, [topic.pk])
        point.question = "Was it so?"
        point.save()
        other.delete()
    revert(topic, number, by=ada)
    link.refresh_from_db()
    assert (link.point_id, link.point.question) == (point.pk, "Is it so?")
    assert topic.points.count() == 2


def test_a_version_without_a_point_that_a_claim_rests_on_is_refused(ada):
    topic = make.TopicFactory()
    number = list_versions(topic)[0].number
    with open_edit(by=ada) as edit:
        edit.will_change(Topic, [topic.pk])
        point = make.PointFactory(topic=topic)
    make.ClaimTopicFactory(topic=topic, point=point)
    with pytest.raises(RefusedError, match="claims rest on"):
        revert(topic, number, by=ada)


def test_a_claims_point_is_looked_up_in_its_own_topic(ada, claim):
    topic = claim.topics.get()
    here, elsewhere = (make.PointFactory(topic=place, slug="same") for place in (topic, make.TopicFactory()))
    with open_edit(by=ada) as edit:
        edit.will_change(Claim, [claim.pk])
        make.change_links(claim, point=here)
    number = list_versions(claim)[0].number
    with open_edit(by=ada) as edit:
        edit.will_change(Claim, [claim.pk])
        make.change_links(claim, point=None)
    revert(claim, number, by=ada)
    assert claim.topic_links.get().point == here != elsewhere
