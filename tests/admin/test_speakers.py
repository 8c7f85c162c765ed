"""The admin of people."""

import pytest
from django.urls import reverse

from explorer.models import Speaker
from tests import factories as make
from tests.admin.conftest import add

pytestmark = pytest.mark.django_db


def person(name, slug, *aliases):
    """Return the form of a person with other names."""
    data = {"name": name, "slug": slug, "aliases-TOTAL_FORMS": len(aliases), "aliases-INITIAL_FORMS": 0}
    return data | {f"aliases-{number}-name": alias for number, alias in enumerate(aliases)}


def test_a_person_is_added_with_their_other_names(admin_client):
    assert add(admin_client, "speaker", **person("Ada One", "ada-one", "Ada", "A. One")).status_code == 302
    speaker = Speaker.objects.get(slug="ada-one")
    assert sorted(speaker.aliases.values_list("name", flat=True)) == ["A. One", "Ada"]


@pytest.mark.parametrize("slug", ["ada-one", "Ada One", ""])
def test_a_slug_that_is_taken_or_is_none_is_refused(admin_client, slug):
    make.SpeakerFactory(slug="ada-one")
    response = add(admin_client, "speaker", **person("Ada", slug))
    assert response.context["adminform"].form.errors["slug"]
    assert Speaker.objects.count() == 1


def test_a_person_is_found_by_another_name(admin_client):
    known = make.SpeakerFactory(aliases=["Countess of Lovelace"])
    make.SpeakerFactory()
    page = admin_client.get(reverse("admin:explorer_speaker_changelist"), {"q": "countess"})
    assert list(page.context["cl"].result_list) == [known]
