"""Queries are read with everybody's names and the field's synonyms as they stand now."""

import pytest

from explorer.search.vocabulary import fetch_lexicon
from explorer.search_engine.types import Facet
from tests import factories as make
from tests.indexes import index_everything
from tests.search.conftest import ask

pytestmark = pytest.mark.django_db


def test_synonyms_of_the_field_are_found():
    make.make_claim(statement="Reinforcement learning is slow.")
    make.SynonymFactory(term="reinforcement learning", also=["RL"])
    index_everything()
    assert ask("RL slow").total == 1


def test_people_are_found_by_other_spellings_and_conversations_by_series_or_title():
    ada = make.SpeakerFactory(name="Ada Lovelace", aliases=["Countess"])
    talk = make.EpisodeFactory(title="On engines", series=make.SeriesFactory(title="Talks"), number=7)
    make.make_claim(speaker=ada, statement="Zebras fly.", slug="fly")
    make.make_claim(speaker=make.SpeakerFactory(), episode=talk, statement="Zebras run.", slug="run")
    index_everything()
    named = {"speaker:countess": "fly", 'episode:"Talks #7"': "run", 'episode:"On engines"': "run"}
    for typed, slug in named.items():
        assert [result.key.id for result in ask(f"zebras {typed}", type=["claim"]).results] == [slug]


def test_it_is_kept_until_anything_changes(django_assert_num_queries):
    make.SpeakerFactory(slug="ada", name="Ada")
    fetch_lexicon()
    with django_assert_num_queries(1):
        fetch_lexicon()
    make.SynonymFactory(term="zebra", also=["tiger horse"])
    with django_assert_num_queries(5):
        fetch_lexicon()


def test_episodes_are_read_only_for_a_query_that_names_one(django_assert_num_queries):
    make.EpisodeFactory(slug="talks-7", title="On engines")
    assert fetch_lexicon().resolve(Facet.EPISODE, "On engines") == ()
    assert fetch_lexicon(with_episodes=True).resolve(Facet.EPISODE, "On engines") == ("talks-7",)
    with django_assert_num_queries(2):
        fetch_lexicon()
        fetch_lexicon(with_episodes=True)
