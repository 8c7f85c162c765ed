"""What an edit touches leads to the cells in which it counts."""

import pytest

from explorer.coding.vocabulary import Status
from explorer.debate.overviews.touched import Touched
from tests import factories as make

pytestmark = pytest.mark.django_db


def cells_of(*rows):
    touched = Touched()
    for row in rows:
        touched.note(row)
    touched.resolve()
    return touched.list_cells()


def test_every_record_behind_a_claim_leads_to_its_cells():
    claim = make.make_claim()
    evidence = claim.evidence.get()
    expected = {(claim.topics.get().pk, claim.speaker_id)}
    for row in (claim, claim.topic_links.get(), evidence, evidence.passage, evidence.source, claim.episode):
        assert cells_of(row) == expected, row


def test_a_name_leads_to_what_its_bearer_wrote():
    claim = make.make_writing()
    assert cells_of(claim.speaker) == {(claim.topics.get().pk, claim.speaker_id)}
    assert cells_of(make.make_claim().speaker) == set()


def test_a_draft_touches_no_cell():
    claim = make.make_claim(status=Status.DRAFT)
    assert cells_of(claim, claim.topic_links.get(), claim.evidence.get(), claim.episode) == set()
