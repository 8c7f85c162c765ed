"""People as programs read them."""

import pytest

from tests import factories as make
from tests.api.serializers.conftest import SITE

pytestmark = pytest.mark.django_db


def test_a_speaker(both):
    make.SpeakerFactory(slug="juergen", name="Jürgen", description="A person.")
    assert both("speakers", "juergen") == {
        "slug": "juergen",
        "name": "Jürgen",
        "description": "A person.",
        "homepage": "",
        "url": f"{SITE}/speakers/juergen/",
    }
