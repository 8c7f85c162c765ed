"""People with every role, and forms as the admin's pages send them."""

import pytest
from django.urls import reverse

from explorer.models.versions import latest_version
from tests.people import person

PEOPLE = ("nobody", "author", "curator", "reviewer", "editor", "root")


@pytest.fixture
def people():
    """Return an account without a role, one of each role, and a superuser."""
    return {
        "nobody": person("nobody"),
        "author": person("author", "Curator"),
        "curator": person("curator", "Curator"),
        "reviewer": person("reviewer", "Reviewer"),
        "editor": person("editor", "Editor"),
        "root": person("root", is_superuser=True),
    }


def add(client, noun, **data):
    return client.post(reverse(f"admin:explorer_{noun}_add"), data)


def change(client, noun, row, **data):
    data.setdefault("version", latest_version(row))
    return client.post(reverse(f"admin:explorer_{noun}_change", args=[row.pk]), data)


def stance_data(like, **fields):
    """Return the form of a stance with the topic, speaker and episode of another stance."""
    ours = {"speaker": like.speaker_id, "topic": like.topic_id, "episode": like.episode_id}
    return ours | {"code": "position", "position": 1, "rationale": "Says so."} | fields


@pytest.fixture
def _alone(settings):
    """Turn on the setting of a site with a single curator."""
    settings.SINGLE_CURATOR = True


def form_of(claim, **fields):
    """Return the form of a claim as its page sends it, with some fields changed."""
    evidence, link = claim.evidence.get(), claim.topic_links.get()
    forms = {"topic_links": 1, "evidence": 1, "relations_out": 0, "former_slugs": 0}
    counts = {f"{rows}-{form}_FORMS": number for rows, number in forms.items() for form in ("TOTAL", "INITIAL")}
    own = {name: getattr(claim, name) for name in ("statement", "slug", "role")}
    return {
        **own,
        **counts,
        "speaker": claim.speaker_id,
        "episode": claim.episode_id,
        "version": latest_version(claim),
        "topic_links-0-id": link.pk,
        "topic_links-0-topic": link.topic_id,
        "topic_links-0-bearing": link.bearing,
        "evidence-0-id": evidence.pk,
        "evidence-0-source": evidence.source_id,
        "evidence-0-exact": evidence.exact,
        "evidence-0-asserter": evidence.asserter_id,
        "evidence-0-basis": evidence.basis,
        "evidence-0-mode": evidence.mode,
        **fields,
    }
