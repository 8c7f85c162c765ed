"""Readers are told what became of a claim in public."""

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Status
from explorer.curation import review
from explorer.models import Claim
from explorer.reading.public_history import list_public_events
from tests import factories as make
from tests.people import person, see

pytestmark = pytest.mark.django_db


def test_readers_are_told_what_became_of_a_claim_and_not_by_whom():
    ada, rex = person("ada", "Curator"), person("rex", "Reviewer")
    claim = make.make_claim(status=Status.DRAFT, created_by=ada, statement="It is so.")
    review.submit(claim, by=ada)
    see(rex, claim)
    review.publish(claim, by=rex)
    review.send_back(claim, by=rex, reason="Says too much.")
    claim.refresh_from_db()
    claim.statement = "It was so."
    claim.save()
    review.submit(claim, by=ada)
    see(rex, claim)
    review.publish(claim, by=rex)
    review.retract(claim, by=rex, reason="Misheard.")
    steps = list_public_events(claim)
    assert [(step.what, step.formerly) for step in steps] == [
        ("published", ""),
        ("taken back", ""),
        ("published again", ""),
        ("reworded", "It is so."),
        ("retracted", ""),
    ]
    assert "rex" not in repr(steps)


def test_a_claim_without_versions_was_published_when_it_was_added():
    like = make.make_claim()
    fields = {"slug": "bare", "speaker": like.speaker, "episode": like.episode, "status": Status.PUBLISHED}
    [claim] = Claim.objects.bulk_create([Claim(statement="It is.", **fields)])
    [step] = list_public_events(claim)
    assert (step.what, step.at) == ("published", claim.created_at)


def test_a_draft_has_no_public_steps():
    assert list_public_events(make.make_claim(status=Status.DRAFT)) == []


def test_other_evidence_for_a_public_claim_is_told():
    with open_edit():
        claim = make.make_claim()
    with open_edit() as edit:
        edit.will_change(Claim, [claim.pk])
        make.EvidenceFactory(claim=claim)
    assert [step.what for step in list_public_events(claim)] == ["published", "changed in its evidence or topics"]
