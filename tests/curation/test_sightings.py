"""What somebody has seen of a claim is kept with a checksum that changes with all that readers would be told."""

import pytest

from explorer.curation.sightings import checksum_claim, note_seen, sighting_fault
from explorer.models import Claim, Evidence, Passage, SeenClaim
from tests import factories as make
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return make.make_claim(statement="It is so.")


@pytest.fixture
def rex():
    return person("rex", "Reviewer")


def test_who_has_seen_a_claim_as_it_is_may_go_on(claim, rex):
    assert sighting_fault(claim, by=rex).startswith("you have not seen its words")
    checksum = note_seen(claim, by=rex)
    assert sighting_fault(claim, by=rex) is None
    assert sighting_fault(claim, by=rex, checksum=checksum) is None
    assert "is not the checksum" in sighting_fault(claim, by=rex, checksum="0" * 64)
    assert "is not the checksum" in sighting_fault(claim, by=rex, checksum="")
    assert sighting_fault(claim, by=person("roy", "Reviewer")) is not None


@pytest.mark.parametrize(
    "change",
    [
        lambda _: Claim.objects.update(statement="Otherwise."),
        lambda _: Claim.objects.update(speaker=make.SpeakerFactory()),
        lambda _: Claim.objects.update(role="prediction"),
        lambda claim: make.change_links(claim, bearing="context"),
        lambda claim: make.ClaimTopicFactory(claim=claim),
        lambda claim: make.change_links(claim, point=make.PointFactory(topic=claim.topics.get())),
        lambda _: Evidence.objects.update(mode="hedged"),
        lambda _: Evidence.objects.update(asserter=make.SpeakerFactory()),
        lambda _: Evidence.objects.update(exact="Other words."),
        lambda claim: make.EvidenceFactory(claim=claim),
        lambda _: Passage.objects.update(text="My critics say so."),
        lambda _: Passage.objects.update(speaker=None),
    ],
)
def test_whatever_readers_would_be_told_changes_the_checksum(claim, rex, change):
    note_seen(claim, by=rex)
    change(claim)
    assert "changed after you had seen it" in sighting_fault(Claim.objects.get(pk=claim.pk), by=rex)


def test_the_way_through_review_changes_nothing(claim):
    before = checksum_claim(claim)
    Claim.objects.update(status="draft", sent_back_because="Look again.", edited_by=person("ada"))
    assert checksum_claim(Claim.objects.get(pk=claim.pk)) == before


def test_only_the_newest_sight_is_kept_and_it_is_no_edit(claim, rex, django_assert_num_queries):
    note_seen(claim, by=rex)
    with django_assert_num_queries(6):
        note_seen(claim, by=rex)
    assert SeenClaim.objects.count() == 1
    claim.delete()
    assert not SeenClaim.objects.exists()
