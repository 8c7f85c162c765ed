from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.changes.edit import open_edit
from explorer.models import Source
from explorer.search_engine.backends.base import IndexUnavailable
from explorer.search_engine.backends.memory import MemoryBackend
from explorer.search_engine.query import FieldTerm
from explorer.search_engine.types import DocumentKey, DocumentType, Facet
from explorer.shared_cache import cache
from tests import factories as make
from tests.indexes import index_everything
from tests.search.conftest import ask, passage, values

pytestmark = pytest.mark.django_db


def test_a_claim_is_found_by_its_words_and_shown_with_its_quotation():
    ada = make.SpeakerFactory(slug="ada", name="Ada Guest")
    claim = make.make_claim(
        speaker=ada, statement="Robots need bodies.", words="A robot without a body is a toy, I say."
    )
    index_everything()
    page = ask("robot bodies")
    assert [result.key for result in page.results] == [DocumentKey(DocumentType.CLAIM, claim.slug)]
    [result] = page.results
    assert result.row == claim
    assert [piece.text for piece in result.title if piece.marked] == ["Robots", "bodies"]
    assert [piece.text for piece in result.words if piece.marked] == ["robot", "body"]
    assert result.snippet == result.evidence.exact
    assert (result.speaker, result.episode) == (ada, claim.episode)


def test_a_source_that_is_not_shown_is_found_by_its_quotations_only():
    claim = make.make_claim(words="The walrus was quoted.", statement="It was quoted.")
    evidence = claim.evidence.get()
    Source.objects.filter(pk=evidence.source.pk).update(show_text=False)
    hidden = passage("The walrus was not quoted.", show_text=False)
    index_everything()
    page = ask("walrus")
    assert [result.key.id for result in page.results] == [claim.slug]
    assert hidden.slug not in str(page)


def test_a_facet_that_the_query_names_is_not_offered_beside_it():
    ada = make.SpeakerFactory(slug="ada", name="Ada")
    make.make_claim(speaker=ada, statement="Zebras run.")
    index_everything()
    page = ask("zebras speaker:ada")
    assert page.total == 1
    assert values(page, Facet.SPEAKER) == {}


def test_names_that_nobody_has_are_said():
    make.make_claim(statement="Zebras run.")
    index_everything()
    assert ask("zebras speaker:nobody").outcome.unresolved == (FieldTerm(Facet.SPEAKER, "nobody"),)


def test_spelling_is_corrected_unless_the_reader_insists():
    make.make_claim(statement="Consciousness is a by-product.")
    index_everything()
    page = ask("concsiousness")
    assert (page.total, page.outcome.instead) == (1, "consciousness")
    kept = ask("concsiousness", as_typed=True)
    assert (kept.total, kept.outcome.instead, kept.outcome.suggestion) == (0, "", "consciousness")


def test_pages_follow_each_other_without_gaps_or_repetitions():
    with open_edit():
        for number in range(5):
            make.make_claim(statement=f"Zebra {number} runs.")
    index_everything()
    pages = [ask("zebra", page=number, size=2) for number in (1, 2, 3, 4)]
    assert [len(page.results) for page in pages] == [2, 2, 1, 0]
    assert len({result.key for page in pages for result in page.results}) == 5
    assert [(page.total, page.pages, page.first) for page in pages[:2]] == [(5, 3, 1), (5, 3, 3)]


def test_answers_are_kept_until_anything_public_changes(monkeypatch):
    claim = make.make_claim(statement="Zebras run.")
    index_everything()
    asked = []
    whole = MemoryBackend.search
    monkeypatch.setattr(MemoryBackend, "search", lambda self, request: asked.append(request) or whole(self, request))
    assert [ask("zebras").total for _ in range(3)] == [1, 1, 1]
    once = len(asked)
    assert ask("zebras", size=10).total == 1
    assert len(asked) > once
    claim.statement = "Horses run."
    claim.save()
    index_everything()
    assert ask("zebras").total == 0


def test_an_answer_that_was_cut_short_is_not_kept(monkeypatch):
    make.make_claim(statement="Zebras run.")
    index_everything()
    whole = MemoryBackend.search
    monkeypatch.setattr(MemoryBackend, "search", lambda self, request: replace(whole(self, request), complete=False))
    assert not ask("zebras").outcome.answer.complete
    monkeypatch.setattr(MemoryBackend, "search", whole)
    assert ask("zebras").outcome.answer.complete


def test_without_an_index_the_database_answers_and_the_index_is_mended(monkeypatch):
    make.make_claim(statement="Zebras run.")
    index_everything()
    mended = []
    monkeypatch.setattr("explorer.search.indexing.mend", mended.append)

    def gone(*_):
        raise IndexUnavailable("the index is gone")

    monkeypatch.setattr(MemoryBackend, "search", gone)
    page = ask("zebras")
    assert page.is_fallback
    assert [result.heading for result in page.results] == ["Zebras run."]
    assert [piece.text for piece in page.results[0].title if piece.marked] == ["Zebras"]
    assert [str(error) for error in mended] == ["the index is gone"]


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("type_", list(DocumentType))
def test_a_page_costs_the_same_queries_for_one_result_and_for_twenty(type_):
    def some(count):
        with open_edit():
            for _ in range(count):
                guest = make.SpeakerFactory(name="Zebra Guest", aliases=[f"Z{make.SpeakerFactory().pk}"])
                episode = make.make_episode(guest=guest, title="Zebra talk")
                for source in episode.sources.all():
                    spoken = make.PassageFactory(source=source, speaker=guest)
                make.make_claim(
                    speaker=guest,
                    episode=episode,
                    passage=spoken,
                    topic=make.TopicFactory(question="Zebra?"),
                    statement="Zebras run.",
                )
        index_everything()

    def cost():
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            page = ask("zebra", type=[type_.value])
        return len(page.results), len(queries)

    some(1)
    one, first = cost()
    some(19)
    twenty, then = cost()
    assert (one, twenty) == (1, 20)
    assert first == then
