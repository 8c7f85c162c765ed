"""What became of every document's passages: used, put aside for a reason, or neither yet."""

import pytest

from explorer.coding.vocabulary import Disposition, Status
from explorer.debate.coverage import measure_coverage
from explorer.models import Passage
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_passages_are_used_where_a_public_claim_rests_on_them_and_else_put_aside_or_left():
    guest = make.SpeakerFactory()
    episode = make.make_episode(guest=guest, passages=5)
    used, drafted, joke, other, _ = Passage.objects.all()
    make.make_claim(passage=used, speaker=guest)
    make.make_claim(passage=drafted, speaker=guest, status=Status.DRAFT)
    Passage.objects.filter(pk__in=[joke.pk, other.pk]).update(disposition=Disposition.JOKE)
    [found] = measure_coverage().coverages
    assert (found.source, found.used, found.put_aside, found.left) == (episode.sources.get(), 1, 2, 2)
    assert found.aside == ((Disposition.JOKE, 2),)
    assert found.total == 5


def test_what_is_held_and_public_is_counted():
    stance = make.make_stance(1, claims=2)
    make.make_stance(1, status=Status.DRAFT, claims=0)
    make.make_claim(speaker=stance.speaker, status=Status.DRAFT)
    make.SourceFactory()
    corpus = measure_coverage()
    assert (corpus.claims, corpus.quotations, corpus.stances) == (2, 2, 1)
    assert (corpus.passages, corpus.used) == (3, 2)
    assert [one.total for one in corpus.coverages].count(0) == 2


@pytest.mark.parametrize("count", [1, 12])
def test_it_costs_five_queries_however_many_documents_there_are(django_assert_num_queries, count):
    for _ in range(count):
        make.make_claim()
    with django_assert_num_queries(5):
        assert [str(one.source.episode) for one in measure_coverage().coverages]
