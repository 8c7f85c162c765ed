"""People, series and topics are loaded first: everything else refers to them."""

import pytest

from explorer.corpus.load import load_corpus
from explorer.models import Series, Speaker, SpeakerAlias, Topic
from tests import corpora

pytestmark = pytest.mark.django_db


def test_an_alias_may_move_to_another_speaker(folder):
    load_corpus(folder)
    corpora.edit(folder, "speakers.yaml", "  aliases:\n    - Ada\n", "")
    with (folder / "speakers.yaml").open("a") as file:
        file.write("  aliases:\n    - Ada\n")
    load_corpus(folder)
    assert SpeakerAlias.objects.get().speaker.slug == "bob-two"


def test_people_and_series_are_changed_in_their_own_rows(folder):
    load_corpus(folder)
    keys = (Speaker.objects.get(slug="bob-two").pk, Series.objects.get().pk)
    corpora.edit(folder, "speakers.yaml", "name: Bob Two", "name: Bob Three")
    corpora.edit(folder, "series.yaml", "title: Talks", "title: Walks")
    load_corpus(folder)
    assert (Speaker.objects.get(name="Bob Three").pk, Series.objects.get(title="Walks").pk) == keys


def test_the_place_of_a_topic_in_the_file_is_its_place_in_lists(folder):
    load_corpus(folder)
    first, second = corpora.TOPICS.split("- slug: embodiment")
    (folder / "topics.yaml").write_text(f"- slug: embodiment{second}{first}")
    counts = load_corpus(folder).counts["topics"]
    assert [topic.slug for topic in Topic.objects.all()] == ["embodiment", "scaling"]
    assert (counts.changed, counts.unchanged) == (2, 0)
