"""The admin of questions, and of the kinds of difference on them."""

import pytest
from django.urls import reverse

from explorer.models import Contrast
from tests import factories as make
from tests.admin.conftest import add

pytestmark = pytest.mark.django_db


def test_a_contrast_is_stored_in_the_order_of_slugs(admin_client):
    late, early = make.SpeakerFactory(slug="zoe"), make.SpeakerFactory(slug="abe")
    topic = make.TopicFactory()
    data = {"topic": topic.pk, "first": late.pk, "second": early.pk, "kind": "contradict", "reason": "Yes and no."}
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
