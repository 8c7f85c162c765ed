"""What waits for one person, and what was changed last."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Status
from explorer.curation.worklist import LISTED, compile_worklist, list_last_changes
from explorer.models import Claim, Evidence, Source, Stance
from tests import factories as make
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cora():
    return person("cora", "Curator")


def keys(pile):
    return [row.pk for row in pile.first]


def test_drafts_are_ones_own_and_those_sent_back_are_among_them(cora):
    back = make.ClaimFactory(status=Status.DRAFT, created_by=cora, sent_back_because="Says too much.")
    draft = make.StanceFactory(status=Status.DRAFT, created_by=cora)
    make.ClaimFactory(status=Status.DRAFT)
    make.ClaimFactory(status=Status.PUBLISHED, created_by=cora)
    desk = compile_worklist(cora)
    assert [(pile.model, keys(pile)) for pile in desk.drafts] == [(Claim, [back.pk]), (Stance, [draft.pk])]
    assert [keys(pile) for pile in desk.sent_back] == [[back.pk], []]


def test_what_one_wrote_or_changed_is_not_ones_own_to_review(cora):
    make.ClaimFactory(status=Status.IN_REVIEW, created_by=cora)
    make.ClaimFactory(status=Status.IN_REVIEW, edited_by=cora)
    loaded = make.ClaimFactory(status=Status.IN_REVIEW)
    assert [keys(pile) for pile in compile_worklist(cora).in_review] == [[loaded.pk], []]


def test_a_pile_counts_all_and_lists_the_first(cora):
    claims = make.ClaimFactory.create_batch(LISTED + 1, status=Status.DRAFT, created_by=cora)
    pile = compile_worklist(cora).drafts[0]
    assert (pile.number, keys(pile)) == (LISTED + 1, [claim.pk for claim in claims[:LISTED]])


def test_documents_with_passages_that_nobody_used_or_set_aside_wait_the_fullest_first(cora):
    few, many = make.PassageFactory().source, make.SourceFactory()
    make.PassageFactory.create_batch(2, source=many)
    make.PassageFactory(source=few, disposition="joke")
    make.make_claim()
    desk = compile_worklist(cora)
    assert [(one.source, one.passages) for one in desk.to_read] == [(many, 2), (few, 1)]
    assert desk.passages == 3


def test_a_document_could_fill_the_blanks_of_its_guests_that_it_was_not_read_for(cora):
    guest = make.SpeakerFactory()
    source = make.make_episode(guest=guest).sources.get()
    old, new = (make.TopicFactory(added=datetime.date(year, 1, 1)) for year in (2000, 2030))
    assert [(one.source, one.blanks) for one in compile_worklist(cora).to_read] == [(source, 1)]
    make.mark_read(Source.objects.all(), None)
    assert compile_worklist(cora).blanks == 2
    make.make_claim(speaker=guest, topic=old, episode=source.episode)
    make.StanceFactory(speaker=guest, topic=new)
    assert compile_worklist(cora).blanks == 0


def test_quotations_that_do_not_stand_at_their_place_are_counted(cora):
    make.make_claim()
    lost = make.make_claim().evidence.get()
    Evidence.objects.filter(pk=lost.pk).update(exact="Words that are gone.")
    assert compile_worklist(cora).lost == 1


def test_an_edit_is_one_line_for_each_kind_of_record_the_newest_first(cora):
    with open_edit(by=cora, reason="imported"):
        make.SpeakerFactory.create_batch(3)
    topic = make.TopicFactory(question="Is it so?")
    topic.delete()
    newest, before, first = list_last_changes()
    assert [(one.noun, one.kind, one.name) for one in (newest, before)] == [
        ("topic", "deleted", ""),
        ("topic", "added", ""),
    ]
    assert (first.number, first.noun, first.by, first.reason) == (3, "speakers", cora, "imported")


@pytest.mark.slow  # makes much of everything, to count what it costs
def test_a_desk_costs_as_many_queries_for_twelve_of_everything_as_for_one(cora):
    counts = []
    for number in (1, 11):
        with open_edit():
            for _ in range(number):
                make.make_stance(status=Status.IN_REVIEW)
                make.ClaimFactory(status=Status.DRAFT, created_by=cora, sent_back_because="Why?")
                make.PassageFactory()
        with CaptureQueriesContext(connection) as queries:
            desk = compile_worklist(cora)
            assert all(str(row) for pile in (*desk.drafts, *desk.in_review) for row in pile.first)
        counts.append(len(queries))
    assert counts[0] == counts[1]
