"""People with every role, and forms of the admin as they are sent."""

import pytest
from django.urls import reverse

from explorer.models.versions import latest_version
from tests.people import person


@pytest.fixture
def people():
    """Return an account with no role, of each role, and of a superuser."""
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
    """Return the form of a stance on the topic, speaker and episode of another."""
    ours = {"speaker": like.speaker_id, "topic": like.topic_id, "episode": like.episode_id}
    return ours | {"code": "position", "position": 1, "rationale": "Says so."} | fields


@pytest.fixture
def _alone(settings):
    """Let one person keep the site alone."""
    settings.SINGLE_CURATOR = True
