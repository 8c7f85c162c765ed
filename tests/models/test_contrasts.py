"""Contrasts: a pair is stored once, in the order of its slugs, and found from either end."""

import pytest
from django.db import models

from explorer.models import Contrast
from tests import factories as make
from tests.models.breaches import check_refused, second, update

pytestmark = pytest.mark.django_db

BREACHES = [
    ("contrast_once_per_pair", lambda: second(make.ContrastFactory, ["topic", "first", "second"], kind="conditional")),
    ("contrast_between_two", lambda: update(make.ContrastFactory, first=models.F("second"))),
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
