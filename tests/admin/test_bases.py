"""What the admins share: forms that lock each other out, versions that are restored, and links."""

import pytest
from django.urls import reverse

from explorer.admin.bases import render_links
from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Status
from explorer.models.versions import latest_version
from tests import factories as make
from tests.admin.conftest import form_of
from tests.people import logged_in, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    with open_edit():
        return make.make_claim(status=Status.DRAFT, statement="It is so.")


def save(claim, name, data):
    return logged_in(person(name, "Curator")).post(reverse("admin:explorer_claim_change", args=[claim.pk]), data)


@pytest.mark.parametrize("version", ["", "0", "x", "-1"])
def test_a_form_that_does_not_say_when_it_was_opened_is_refused(claim, version):
    response = save(claim, "ada", form_of(claim, statement="Forged.", version=version))
    assert response.status_code == 200
    claim.refresh_from_db()
    assert claim.statement == "It is so."


def test_a_review_in_between_is_seen_too(claim):
    ada = person("ada", "Curator")
    client, mine = logged_in(ada), form_of(claim, statement="Late.")
    client.post(reverse("admin:explorer_claim_review", args=["submit"]), {"ids": claim.pk})
    assert client.post(reverse("admin:explorer_claim_change", args=[claim.pk]), mine).status_code == 403


def test_a_stance_is_locked_as_a_claim_is():
    stance = make.make_stance(status=Status.DRAFT)
    data = {name: getattr(stance, f"{name}_id") for name in ("speaker", "topic", "episode")}
    data |= {"code": "position", "position": 1, "rationale": "Mine.", "version": latest_version(stance)}
    stance.rationale = "Theirs."
    stance.save()
    client = logged_in(person("ada", "Curator"))
    response = client.post(reverse("admin:explorer_stance_change", args=[stance.pk]), data)
    assert {(side.theirs, side.yours) for side in response.context["sides"]} == {("Theirs.", "Mine.")}


def test_every_kind_of_record_is_restored_from_its_versions(admin_client):
    speaker = make.SpeakerFactory(name="Ada")
    before = latest_version(speaker)
    speaker.name = "Eda"
    speaker.save()
    restore = reverse("admin:explorer_speaker_restore", args=[speaker.pk, before])
    assert "The version was restored." in admin_client.post(restore, follow=True).text
    speaker.refresh_from_db()
    assert (speaker.name, latest_version(speaker) > before) == ("Ada", True)


@pytest.mark.parametrize(("method", "key", "status"), [("get", None, 403), ("post", 999_999, 404)])
def test_a_version_is_restored_by_a_button_and_of_a_record_that_is_there(admin_client, method, key, status):
    speaker = make.SpeakerFactory()
    restore = reverse("admin:explorer_speaker_restore", args=[key or speaker.pk, latest_version(speaker)])
    assert getattr(admin_client, method)(restore).status_code == status


def test_a_version_that_is_another_records_is_refused_in_words(admin_client):
    speaker, other = make.SpeakerFactory(name="Ada"), make.SpeakerFactory(name="Bob")
    restore = reverse("admin:explorer_speaker_restore", args=[speaker.pk, latest_version(other)])
    assert "Nothing was changed: " in admin_client.post(restore, follow=True).text
    speaker.refresh_from_db()
    assert speaker.name == "Ada"


def test_a_list_of_links_escapes_what_it_links_and_says_where_it_is_empty():
    assert render_links([("<b>", "/x/?a=1&b=2")]) == (
        '<ul class="c-desk-links"><li><a href="/x/?a=1&amp;b=2">&lt;b&gt;</a></li></ul>'
    )
    assert render_links([]) == "none"


def test_fields_in_tables_are_named_for_those_who_do_not_see_the_head(admin_client):
    episode = make.make_episode()
    text = admin_client.get(reverse("admin:explorer_episode_change", args=[episode.pk])).text
    assert 'aria-label="Speaker"' in text
    assert 'aria-label="Role"' in text
    assert 'aria-label="Remove row 2"' in text
