"""The admin of conversations."""

import pytest
from django.urls import reverse

from tests import factories as make
from tests.admin.conftest import add, change

pytestmark = pytest.mark.django_db


def test_an_emptied_box_of_links_is_no_links(admin_client):
    episode = make.EpisodeFactory(links=[{"title": "Page", "url": "https://example.org/"}])
    empty = {f"{rows}-{form}_FORMS": 0 for rows in ("appearances", "labels") for form in ("TOTAL", "INITIAL")}
    data = {"title": "A", "slug": "a", "series": episode.series_id or "", "links": ""}
    response = change(admin_client, "episode", episode, **data, **empty)
    assert response.status_code == 302
    episode.refresh_from_db()
    assert episode.links == []


@pytest.mark.parametrize(
    "links",
    [
        '{"title": "A"}',
        '["https://example.org"]',
        '[{"title": "A", "url": "javascript:alert(1)"}]',
        '[{"url": "https://a.example"}]',
    ],
)
def test_links_that_are_no_links_are_refused(admin_client, links):
    data = {"title": "A", "slug": "a", "links": links}
    for prefix in ("appearances", "labels"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    response = add(admin_client, "episode", **data)
    assert response.status_code == 200
    assert response.context["adminform"].form.errors["links"]
    good = '[{"title": "A", "url": "https://a.example"}]'
    assert add(admin_client, "episode", **(data | {"links": good})).status_code == 302


def test_an_episode_is_found_by_who_took_part(admin_client):
    episode = make.make_episode(guest=make.SpeakerFactory(name="Ada Lovelace"))
    make.make_episode()
    page = admin_client.get(reverse("admin:explorer_episode_changelist"), {"q": "lovelace"})
    assert list(page.context["cl"].result_list) == [episode]


def test_somebody_whose_words_are_published_keeps_their_part(admin_client):
    claim = make.make_claim()
    part = claim.episode.appearances.get(speaker=claim.speaker)
    data = {"title": "A", "slug": "a", "series": claim.episode.series_id, "links": ""}
    data |= {"labels-TOTAL_FORMS": 0, "labels-INITIAL_FORMS": 0}
    data |= {"appearances-TOTAL_FORMS": 1, "appearances-INITIAL_FORMS": 1, "appearances-0-id": part.pk}
    data |= {"appearances-0-speaker": part.speaker_id, "appearances-0-role": "guest"}
    response = change(admin_client, "episode", claim.episode, **data, **{"appearances-0-DELETE": "on"})
    assert "who would have no part in it: leave them, or send their claims back first" in response.text
    assert change(admin_client, "episode", claim.episode, **data).status_code == 302
    type(claim).objects.update(status="draft")
    data |= {"appearances-0-DELETE": "on"}
    assert change(admin_client, "episode", claim.episode, **data).status_code == 302
    assert not claim.episode.appearances.filter(speaker=claim.speaker).exists()
