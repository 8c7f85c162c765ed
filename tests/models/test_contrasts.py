"""Contrasts: a pair is stored once, in the order of its slugs, and found from either end."""

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from explorer.models import Contrast, ContrastClaim
from explorer.models.contrasts import fetch_contrasts_between
from tests import factories as make
from tests.models.breaches import check_refused, second, twice, update

pytestmark = pytest.mark.django_db

BREACHES = [
    ("contrast_once_per_pair", lambda: second(make.ContrastFactory, ["topic", "first", "second"], kind="conditional")),
    ("contrast_between_two", lambda: update(make.ContrastFactory, first=models.F("second"))),
    ("claim_grounds_a_contrast_once", lambda: twice(make.ContrastClaimFactory)),
    ("contrast_kind_known", lambda: update(make.ContrastFactory, kind="feud")),
]


@pytest.mark.parametrize(("name", "breach"), BREACHES)
def test_the_database_refuses_a_breach(name, breach):
    check_refused(name, breach)


def test_a_pair_is_put_in_the_order_of_its_slugs():
    zoe, ada = make.SpeakerFactory(slug="zoe"), make.SpeakerFactory(slug="ada")
    contrast = Contrast(first=zoe, second=ada)
    contrast.clean()
    assert (contrast.first, contrast.second) == (ada, zoe)
    contrast.clean()
    assert (contrast.first, contrast.second) == (ada, zoe)


def test_a_contrast_touches_either_end_and_lies_between_both():
    contrast = make.ContrastFactory()
    other = make.ContrastFactory(first=contrast.first)
    assert set(Contrast.objects.involving(contrast.first)) == {contrast, other}
    assert list(Contrast.objects.involving(contrast.second)) == [contrast]
    assert list(Contrast.objects.between([contrast.second])) == []
    assert list(Contrast.objects.between([contrast.second, contrast.first])) == [contrast]


def test_a_contrast_is_found_by_its_topic():
    contrast, other = make.ContrastFactory(), make.ContrastFactory()
    assert list(Contrast.objects.about(contrast.topic)) == [contrast]
    assert set(Contrast.objects.about_any([contrast.topic, other.topic])) == {contrast, other}


def test_a_contrast_rests_on_claims_of_its_people_on_its_topic():
    ground = make.ContrastClaimFactory()
    ground.full_clean()
    assert ground.contrast.claims == [ground.claim]


def test_a_claim_of_somebody_else_or_on_another_topic_is_refused():
    contrast = make.ContrastFactory()
    foreign = make.ClaimFactory(topics=[contrast.topic])
    with pytest.raises(ValidationError, match="name one of the two people"):
        ContrastClaim(contrast=contrast, claim=foreign).full_clean()
    elsewhere = make.ClaimFactory(speaker=contrast.first, topics=[make.TopicFactory()])
    with pytest.raises(ValidationError, match="not on the topic of the contrast"):
        ContrastClaim(contrast=contrast, claim=elsewhere).full_clean()


def test_readers_are_not_told_of_drafts_that_a_contrast_rests_on():
    ground = make.ContrastClaimFactory()
    ground.claim.status = "draft"
    ground.claim.save()
    assert Contrast.objects.get().claims == []


def test_contrasts_with_the_keys_of_their_grounds_cost_one_query(django_assert_num_queries):
    contrast = make.ContrastFactory()
    bare = make.ContrastFactory(topic=contrast.topic, second=contrast.second)
    make.ContrastFactory(topic=contrast.topic)
    make.ContrastFactory(first=contrast.first, second=contrast.second)
    grounds = [make.ContrastClaimFactory(contrast=contrast).claim.pk for _ in range(3)]
    people = [contrast.first_id, contrast.second_id, bare.first_id, bare.second_id]
    with django_assert_num_queries(1):
        found = fetch_contrasts_between(contrast.topic_id, people)
    assert {row.pk: row.ground_keys for row in found} == {bare.pk: [None], contrast.pk: grounds}
