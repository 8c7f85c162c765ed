"""No page costs more with more episodes, by what can be counted: queries, rows, nodes of templates and bytes."""

import pytest
from django.test import Client

from benchmarks.growth import ADDRESSES
from benchmarks.page_cost import measure_page
from explorer.corpus.load import load_corpus
from explorer.corpus.populate import write_synthetic
from explorer.corpus_format.synthetic import CorpusSize

# Two corpora are made and loaded, of which the larger has all that the smaller has.
pytestmark = [pytest.mark.slow, pytest.mark.django_db]

FEW, MANY = 24, 72
ALLOWED = 1.2

STILL_GROWING = {
    "/claims/talk-1-claim-1/",
    "/method/",
    "/topics/question-1.json",
    "/api/v1/stances/?page_size=10",
    "/api/v1/compare/?topic=question-1&speakers=guest-1,guest-2",
}
"""Addresses that grow still; whoever mends one takes it out."""


@pytest.fixture
def growth(tmp_path):
    """Return what grew, by address, from a corpus of a few episodes to one of three times as many."""
    costs = []
    for episodes in (FEW, MANY):
        folder = tmp_path / str(episodes)
        write_synthetic(folder, CorpusSize(episodes, speakers=6, topics=8, discussed=4), 0)
        load_corpus(folder)
        client = Client()
        client.get("/")
        costs.append({address: measure_page(client, address) for address in ADDRESSES})
    few, many = costs
    assert {address: cost.status for address, cost in many.items() if cost.status != 200} == {}
    return {address: few[address].list_growth(many[address], ALLOWED) for address in ADDRESSES}


def test_no_page_costs_more_with_more_episodes(growth):
    grown = [
        f"{address}: {', '.join(told)}" for address, told in growth.items() if told and address not in STILL_GROWING
    ]
    assert not grown, "\n".join(grown)
