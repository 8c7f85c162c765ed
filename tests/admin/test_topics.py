"""The admin of questions, and of the kinds of difference on them."""

import pytest
from django.urls import reverse

from explorer.models import Contrast, Topic
from explorer.models.versions import columns_of, versions
from tests import factories as make
from tests import people
from tests.admin.conftest import add, change

pytestmark = pytest.mark.django_db


def test_a_contrast_is_stored_in_the_order_of_slugs(admin_client):
    late, early = make.SpeakerFactory(slug="zoe"), make.SpeakerFactory(slug="abe")
    topic = make.TopicFactory()
    data = {"topic": topic.pk, "first": late.pk, "second": early.pk, "kind": "contradict", "reason": "Yes and no."}
    data |= {"grounds-TOTAL_FORMS": 0, "grounds-INITIAL_FORMS": 0}
    assert add(admin_client, "contrast", **data).status_code == 302
    assert Contrast.objects.get().first == early
    data |= {"first": early.pk, "second": late.pk}
    assert add(admin_client, "contrast", **data).status_code == 200
    assert "choose two different ones" in add(admin_client, "contrast", **(data | {"second": early.pk})).text


def test_a_topic_leads_to_the_differences_coded_on_it_and_to_a_new_one(admin_client):
    contrast, other = make.ContrastFactory(), make.ContrastFactory()
    text = admin_client.get(reverse("admin:explorer_topic_change", args=[contrast.topic_id])).text
    assert reverse("admin:explorer_contrast_change", args=[contrast.pk]) in text
    assert reverse("admin:explorer_contrast_change", args=[other.pk]) not in text
    assert f"{reverse('admin:explorer_contrast_add')}?topic={contrast.topic_id}" in text


def test_points_are_edited_with_their_topic_and_found_by_their_words(admin_client):
    point = make.PointFactory(question="Is scale alone enough?")
    topic = point.topic
    data = {column.name: getattr(topic, column.name) for column in columns_of(Topic)}
    data |= {"points-TOTAL_FORMS": 1, "points-INITIAL_FORMS": 1, "points-0-id": point.pk, "points-0-ordinal": 1}
    data |= {"points-0-slug": point.slug, "points-0-question": "Is scale enough?", "points-0-pole": "first"}
    assert change(admin_client, "topic", topic, **data).status_code == 302
    assert str(topic.points.get()) == "Is scale enough?"
    assert versions(Topic).first().parts["points"][0]["pole"] == "first"
    asked = {"app_label": "explorer", "model_name": "claimtopic", "field_name": "point", "term": "scale"}
    found = admin_client.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert found == [{"id": str(point.pk), "text": "Is scale enough?"}]


def test_points_have_no_page_of_their_own(admin_client):
    point = make.PointFactory()
    assert admin_client.get(reverse("admin:explorer_point_add")).status_code == 403
    assert admin_client.post(reverse("admin:explorer_point_change", args=[point.pk]), {}).status_code == 403
    assert "/explorer/point/" not in admin_client.get(reverse("admin:index")).text


def test_a_reviewer_says_what_a_contrast_rests_on_and_a_curator_only_reads_it(client):
    contrast = make.ContrastFactory(topic=make.TopicFactory())
    claim = make.make_claim(speaker=contrast.first, topic=contrast.topic)
    fields = {"topic": contrast.topic_id, "first": contrast.first_id, "second": contrast.second_id}
    data = fields | {"kind": contrast.kind, "reason": contrast.reason, "grounds-TOTAL_FORMS": 1}
    data |= {"grounds-INITIAL_FORMS": 0, "grounds-0-claim": claim.pk, "grounds-0-contrast": contrast.pk}
    change(people.logged_in(people.person("cora", "Curator")), "contrast", contrast, **data)
    assert contrast.claims == []
    assert change(people.logged_in(people.person("rita", "Reviewer")), "contrast", contrast, **data).status_code == 302
    assert Contrast.objects.get().claims == [claim]
    assert versions(Contrast).first().parts["grounds"] == [{"claim": claim.slug}]


def test_themes_in_use_are_proposed_and_another_spelling_is_refused(admin_client):
    make.TopicFactory(theme="Risk & society")
    topic = make.TopicFactory()
    text = admin_client.get(reverse("admin:explorer_topic_change", args=[topic.pk])).text
    assert 'list="theme-proposals"' in text
    assert '<datalist id="theme-proposals"><option value="Risk &amp; society"></option></datalist>' in text
    data = {column.name: getattr(topic, column.name) for column in columns_of(Topic)}
    data |= {"points-TOTAL_FORMS": 0, "points-INITIAL_FORMS": 0}
    refused = change(admin_client, "topic", topic, **(data | {"theme": "risk society"}))
    assert "Other questions write this theme “Risk &amp; society”; write it like them." in refused.text
    assert change(admin_client, "topic", topic, **(data | {"theme": " Risk & society "})).status_code == 302
    assert Topic.objects.get(pk=topic.pk).theme == "Risk & society"


def test_questions_are_listed_by_theme(admin_client):
    make.TopicFactory(theme="Risk", question="Is it dangerous?")
    make.TopicFactory(question="Is it bare?")
    text = admin_client.get(reverse("admin:explorer_topic_changelist"), {"theme": "Risk"}).text
    assert "Is it dangerous?" in text
    assert "Is it bare?" not in text
