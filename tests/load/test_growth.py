"""No page costs more with more episodes, by what can be counted: queries, rows, nodes of templates and bytes.

What is downloaded is as long as the claims in it: there each claim costs no more.
"""

import pytest
from django.test import Client

from benchmarks.growth import ADDRESSES, SEARCHES
from benchmarks.page_cost import measure_page
from explorer.corpus.load import load_corpus
from explorer.corpus.populate import write_synthetic
from explorer.corpus_format.synthetic import CorpusSize
from explorer.views import search
from tests.indexes import index_everything

# Two corpora are made and loaded, of which the larger has all that the smaller has.
pytestmark = [pytest.mark.slow, pytest.mark.django_db]

FEW, MANY = 24, 72
ALLOWED = 1.2

FOLLOWS_ITS_CLAIMS = {
    "/topics/question-1.json",
    "/api/v1/stances/?page_size=10",
    "/api/v1/compare/?topic=question-1&speakers=guest-1,guest-2",
}
"""Addresses whose answer has every claim of a question, or names every claim that a stance rests on."""


@pytest.fixture
def growth(tmp_path, monkeypatch):
    """Return what grew, by address, from a corpus of a few episodes to one of three times as many."""
    monkeypatch.setattr(search, "MOST_LISTED", FEW // 2)  # both have more episodes than a facet lists
    costs, claims = [], []
    for episodes in (FEW, MANY):
        folder = tmp_path / str(episodes)
        write_synthetic(folder, CorpusSize(episodes, speakers=6, topics=8, discussed=4), 0)
        load_corpus(folder)
        index_everything()
        client = Client()
        for address in ("/", SEARCHES[0]):  # what a process does once
            client.get(address)
        costs.append({address: measure_page(client, address) for address in (*ADDRESSES, *SEARCHES)})
        claims.append({address: count_claims(client.get(address).json()) for address in FOLLOWS_ITS_CLAIMS})
    few, many = costs
    for address in FOLLOWS_ITS_CLAIMS:
        few[address] = few[address].times(claims[1][address] / claims[0][address])
    assert {address: cost.status for address, cost in many.items() if cost.status != 200} == {}
    return {address: few[address].list_growth(many[address], ALLOWED) for address in (*ADDRESSES, *SEARCHES)}


def count_claims(answer):
    """Return the number of claims in an answer, or named by the stances in it."""
    columns = answer.get("columns", ())
    return sum(len(column["claims"]) + len(column["reported"]) for column in columns) + sum(
        len(stance["claims"]) for stance in answer.get("results", ())
    )


def test_no_page_costs_more_with_more_episodes(growth):
    grown = [f"{address}: {', '.join(told)}" for address, told in growth.items() if told]
    assert not grown, "\n".join(grown)
