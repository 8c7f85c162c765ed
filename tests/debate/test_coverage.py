"""What became of every document's passages: used, put aside for a reason, or neither yet."""

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Disposition, Status
from explorer.debate import coverage
from explorer.debate.coverage import count_corpus, iterate_coverage, turn_coverage
from explorer.models import Passage
from explorer.web.paging import PageChoice
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_passages_are_used_where_a_public_claim_rests_on_them_and_else_put_aside_or_left():
    guest = make.SpeakerFactory()
    episode = make.make_episode(guest=guest, passages=5)
    used, drafted, joke, other, _ = Passage.objects.all()
    make.make_claim(passage=used, speaker=guest)
    make.make_claim(passage=drafted, speaker=guest, status=Status.DRAFT)
    Passage.objects.filter(pk__in=[joke.pk, other.pk]).update(disposition=Disposition.JOKE)
    [found] = turn_coverage(PageChoice()).rows
    assert (found.source, found.used, found.put_aside, found.left) == (episode.sources.get(), 1, 2, 2)
    assert found.aside == ((Disposition.JOKE, 2),)
    assert found.total == 5


def test_what_is_held_and_public_is_counted():
    stance = make.make_stance(1, claims=2)
    make.make_stance(1, status=Status.DRAFT, claims=0)
    make.make_claim(speaker=stance.speaker, status=Status.DRAFT)
    make.SourceFactory()
    corpus = count_corpus()
    assert (corpus.claims, corpus.quotations, corpus.stances) == (2, 2, 1)
    assert (corpus.passages, corpus.used) == (3, 2)
    assert [one.total for one in iterate_coverage()].count(0) == 2


@pytest.mark.parametrize("count", [1, 12])
def test_a_page_costs_three_queries_however_many_documents_there_are(django_assert_num_queries, count):
    with open_edit():
        for _ in range(count):
            make.make_claim()
    with django_assert_num_queries(3):
        assert [str(one.source.episode) for one in turn_coverage(PageChoice()).rows]


def test_every_document_is_on_one_page_and_few_are_held_at_a_time(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(coverage, "MOST_LISTED", 2)
    monkeypatch.setattr(coverage, "AT_ONCE", 2)
    with open_edit():
        for _ in range(5):
            make.make_claim()
    pages = [turn_coverage(PageChoice(number)) for number in (1, 2, 3)]
    assert [len(page.rows) for page in pages] == [2, 2, 1]
    every = iterate_coverage()
    with django_assert_num_queries(2):
        first = next(every)
    assert [first, *every] == [row for page in pages for row in page.rows]
