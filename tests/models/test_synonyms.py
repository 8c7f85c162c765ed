"""Groups of terms, as the search takes them."""

import pytest

from explorer.models import Synonym
from tests import factories as make
from tests.models.breaches import check_refused, update

pytestmark = pytest.mark.django_db

BREACHES = [
    ("synonym_has_a_term", lambda: update(make.SynonymFactory, term="")),
]


@pytest.mark.parametrize(("name", "breach"), BREACHES)
def test_the_database_refuses_a_breach(name, breach):
    check_refused(name, breach)


def test_groups_are_plain_text_in_the_order_of_their_first_terms():
    make.SynonymFactory(term="reinforcement learning", also=["RL"])
    make.SynonymFactory(term="benchmark", also=[], narrower=["ImageNet", "MNIST"])
    groups = (("benchmark",), ("ImageNet", "MNIST")), (("reinforcement learning", "RL"), ())
    assert Synonym.objects.groups() == groups


def test_a_narrower_term_brings_along_what_means_the_same_and_nothing_narrower_still():
    make.SynonymFactory(term="language model", also=[], narrower=["llm", "n-gram model"])
    make.SynonymFactory(term="large language model", also=["LLM"], narrower=["GPT-3"])
    assert Synonym.objects.groups()[1].narrower == ("GPT-3",)
    assert Synonym.objects.groups()[0].narrower == ("llm", "large language model", "n-gram model")


def test_a_term_is_never_narrower_than_itself():
    make.SynonymFactory(term="neural network", also=["neural net"], narrower=["connectionist model"])
    make.SynonymFactory(term="connectionist model", also=["PDP model"], narrower=["Neural Net"])
    groups = {group.terms[0]: group.narrower for group in Synonym.objects.groups()}
    assert groups["neural network"] == ("connectionist model", "PDP model")
    assert groups["connectionist model"] == ("Neural Net", "neural network")


def test_groups_cost_one_query(django_assert_num_queries):
    for _ in range(5):
        make.SynonymFactory()
    with django_assert_num_queries(1):
        Synonym.objects.groups()


def test_the_group_that_holds_a_term_is_found_whatever_its_case():
    row = make.SynonymFactory(term="long short-term memory", also=["LSTM"], narrower=["peephole LSTM"])
    assert Synonym.objects.find_group(["GRU", "lstm"]) == ("lstm", row)
    assert Synonym.objects.find_group(["peephole LSTM"]) is None
