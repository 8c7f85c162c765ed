"""What results can be narrowed by: counted, in words, and never out of reach once it is chosen."""

import pytest

from explorer.changes.edit import open_edit
from explorer.search.facets import MOST_IN_VIEW, count_by_type, fetch_labels, group_values
from explorer.search_engine.types import Facet
from tests import factories as make
from tests.indexes import index_everything
from tests.search.conftest import ask, values

pytestmark = pytest.mark.django_db


def test_facets_count_and_do_not_narrow_themselves():
    ada, bob = make.SpeakerFactory(slug="ada", name="Ada"), make.SpeakerFactory(slug="bob", name="Bob")
    with open_edit():
        for speaker in (ada, ada, bob):
            make.make_claim(speaker=speaker, statement="Zebras run.")
    index_everything()
    page = ask("zebras", speaker=["ada"])
    assert page.total == 2
    assert values(page, Facet.SPEAKER) == {"ada": 2, "bob": 1}
    assert [value.value for group in page.facets for value in group.chosen] == ["ada"]
    assert ask("zebras", speaker=["ada", "bob"]).total == 3


def test_what_is_chosen_and_does_not_occur_stays_to_be_taken_away():
    make.SpeakerFactory(slug="ada", name="Ada")
    make.make_claim(statement="Zebras run.")
    index_everything()
    page = ask("zebras", speaker=["ada"])
    assert page.total == 0
    assert values(page, Facet.SPEAKER)["ada"] == 0


def test_closed_lists_keep_their_order_and_others_come_by_count_and_then_by_name():
    words = {
        Facet.TYPE: {"claim": "Claims", "passage": "Passages", "topic": "Questions"},
        Facet.SPEAKER: {"zoe": "Zoe", "ada": "Ada", "bob": "Bob"},
    }
    counts = {Facet.TYPE: {"claim": 1, "passage": 5}, Facet.SPEAKER: {"zoe": 2, "bob": 1, "ada": 1}}
    kinds, people = group_values(counts, {}, words)
    assert (kinds.title, [value.label for value in kinds.values]) == ("What it is", ["Claims", "Passages"])
    assert [value.label for value in people.values] == ["Zoe", "Ada", "Bob"]


def test_a_facet_without_anything_to_choose_is_left_out():
    assert group_values({}, {}, {Facet.SPEAKER: {"ada": "Ada"}}) == []


def test_the_first_values_are_open_and_so_is_what_is_chosen():
    slugs = [f"p{number}" for number in range(MOST_IN_VIEW + 2)]
    [group] = group_values(
        {Facet.SPEAKER: dict.fromkeys(slugs, 1)}, {Facet.SPEAKER: [slugs[-1]]}, {Facet.SPEAKER: {s: s for s in slugs}}
    )
    assert [value.value for value in group.open] == [*slugs[:MOST_IN_VIEW], slugs[-1]]
    assert [value.value for value in group.folded] == [slugs[MOST_IN_VIEW]]


def test_of_records_those_with_most_results_and_what_is_chosen_are_kept_and_the_others_counted():
    counts = {Facet.EPISODE: {"a": 1, "b": 3, "c": 2, "d": 1}, Facet.GRADE: {"summary": 1, "transcript": 2}}
    labels = {
        Facet.EPISODE: dict(zip("abcd", "ABCD", strict=True)),
        Facet.GRADE: {"summary": "Summary", "transcript": "Transcript"},
    }
    episodes, grades = group_values(counts, {Facet.EPISODE: ["d"]}, labels, most=2)
    assert ([value.label for value in episodes.values], episodes.further) == (["B", "C", "D"], 1)
    assert (len(grades.values), grades.further) == (2, 0)
    episodes = group_values(counts, {}, labels)[0]
    assert (len(episodes.values), episodes.further) == (4, 0)


def test_all_that_can_be_chosen_is_told_in_two_queries(django_assert_num_queries):
    with open_edit():
        for _ in range(3):
            make.make_claim()
    with django_assert_num_queries(2):
        words = fetch_labels()
    assert len(words[Facet.TOPIC]) == 3
    assert set(words) == set(Facet)


def test_the_results_of_each_type_are_added_up():
    counts = {Facet.TYPE: {"claim": 4, "passage": 6}, Facet.SPEAKER: {"ada": 3}}
    labels = {Facet.TYPE: {"claim": "Claims", "passage": "Passages"}, Facet.SPEAKER: {"ada": "Ada"}}
    assert count_by_type(group_values(counts, {}, labels)) == 10
    assert count_by_type([]) == 0


def test_titles_of_episodes_are_fetched_as_far_as_they_are_asked_for(django_assert_num_queries):
    named, _ = make.EpisodeFactory(title="Named"), make.EpisodeFactory()
    titles = fetch_labels()[Facet.EPISODE]
    with django_assert_num_queries(1):
        kept = titles.keep([named.slug, "gone", "\x00"])
    assert kept == {named.slug: named.short_title}
    with django_assert_num_queries(0):
        assert named.slug in titles
        assert "gone" not in titles
    assert (len(titles), named.slug in list(titles)) == (2, True)
