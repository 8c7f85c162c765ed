"""Terms that mean the same are known by their first one, and stand in one group."""

import pytest

from explorer.corpus.load import load_corpus
from explorer.models import Synonym
from tests import corpora
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_term_kept_for_a_group_the_folder_lacks_is_named(folder, refusal):
    make.SynonymFactory(term="chatbot", also=["llm"])
    [problem] = refusal(folder)
    line = corpora.SYNONYMS[: corpora.SYNONYMS.index("- term: large")].count("\n") + 1
    message = "'LLM' already stands in the group of 'chatbot'; remove one of them"
    assert problem == f"synonyms.yaml:{line}: {message}"
    load_corpus(folder, replace=True)
    assert list(Synonym.objects.values_list("term", flat=True)) == ["large language model", "scaling law"]


def test_a_group_is_changed_under_its_first_term(folder):
    load_corpus(folder)
    key = Synonym.objects.get(term="scaling law").pk
    corpora.edit(folder, "synonyms.yaml", "- scaling hypothesis", "- scaling relation")
    counts = load_corpus(folder).counts["synonyms"]
    assert Synonym.objects.get(also=["scaling relation"]).pk == key
    assert (counts.changed, counts.unchanged) == (1, 1)
