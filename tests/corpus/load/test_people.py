"""People, series and topics are loaded first: everything else refers to them."""

import pytest

from explorer.checks.database import check_corpus
from explorer.corpus.load import load_corpus
from explorer.errors import CorpusError
from explorer.models import Point, Series, Speaker, SpeakerAlias, Topic
from explorer.models.versions import versions
from tests import corpora
from tests import factories as make

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


def test_points_keep_their_rows_when_they_are_reworded_and_put_in_another_order(folder):
    load_corpus(folder)
    keys = {point.slug: point.pk for point in Point.objects.all()}
    last = "    - id: enough\n      question: Will it be enough?\n      pole: second\n"
    rest = corpora.TOPICS.replace(last, "").replace("a dead end?", "a way out?")
    (folder / "topics.yaml").write_text(rest.replace("  points:\n", f"  points:\n{last}"))
    counts = load_corpus(folder).counts
    order = ["enough", "dead-end"]
    assert [(point.slug, point.pk) for point in Point.objects.all()] == [(slug, keys[slug]) for slug in order]
    assert (counts["points"].changed, counts["topics"].unchanged) == (2, 2)
    parts = versions(Topic).first().parts["points"]
    assert [part["slug"] for part in sorted(parts, key=lambda part: part["ordinal"])] == order


def test_a_point_that_the_folder_lacks_goes_with_it(folder):
    load_corpus(folder)
    point = "    - id: dead-end\n      question: Is it a dead end?\n      pole: first\n"
    corpora.edit(folder, "topics.yaml", point, "")
    corpora.edit(folder, f"{corpora.EPISODE}/claims.yaml", "point: dead-end", "point: enough")
    assert load_corpus(folder).counts["points"].removed == 1
    assert check_corpus() == []


def test_a_point_on_which_a_claim_of_somebody_else_rests_is_in_the_way(folder):
    load_corpus(folder)
    point = Point.objects.get(slug="dead-end")
    make.ClaimTopicFactory(topic=point.topic, point=point, claim=make.make_claim(slug="mine"))
    corpora.edit(folder, "topics.yaml", "id: dead-end", "id: no-way")
    corpora.edit(folder, f"{corpora.EPISODE}/claims.yaml", "point: dead-end", "point: no-way")
    with pytest.raises(CorpusError) as caught:
        load_corpus(folder)
    [problem] = map(str, caught.value.problems)
    assert problem.startswith("topics.yaml:")
    assert "the claim 'mine', which the folder lacks, rests on the point 'dead-end'" in problem
    assert Point.objects.filter(slug="dead-end").exists()


def test_a_theme_is_loaded_and_taken_away(folder):
    line = "  theme: What it is\n"
    corpora.edit(folder, "topics.yaml", "  description: Whether more", f"{line}  description: Whether more")
    load_corpus(folder)
    assert Topic.objects.get(slug="scaling").theme == "What it is"
    corpora.edit(folder, "topics.yaml", line, "")
    load_corpus(folder)
    assert Topic.objects.get(slug="scaling").theme == ""


def test_a_theme_that_a_topic_elsewhere_spells_otherwise_is_refused(folder):
    make.TopicFactory(slug="elsewhere", theme="what it is")
    corpora.edit(
        folder, "topics.yaml", "  description: Whether more", "  theme: What it is\n  description: Whether more"
    )
    with pytest.raises(CorpusError) as caught:
        load_corpus(folder)
    [problem] = caught.value.problems
    assert str(problem).startswith("topics.yaml:1: ")
    assert "the theme 'What it is' is written 'what it is' on the topic 'elsewhere'; write both the same" in str(
        problem
    )
    assert not Topic.objects.filter(slug="scaling").exists()
