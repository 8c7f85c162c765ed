"""What is said beside words depends on whose they are, where they stand, and what is said already."""

import pytest

from explorer.coding.vocabulary import Bearing, ClaimRole, Grade, Mode
from explorer.debate.evidence import TopicClaim
from explorer.templatetags.evidence_tags import claim_signs, evidence_words
from tests import factories as make

pytestmark = pytest.mark.django_db


def time(evidence, seconds):
    """Return a piece of evidence whose passage begins at a time."""
    evidence.passage.start_time = seconds
    return evidence


def test_the_time_of_words_stands_with_their_place_or_is_a_remark():
    timed = time(make.EvidenceFactory(), 754.0)
    words = evidence_words(timed, Mode.ASSERTED, plain=False)
    assert words.place == f"{timed.short_place}, 12:34"
    assert words.address == timed.get_absolute_url()
    assert words.remarks == ()
    plain = evidence_words(timed, Mode.ASSERTED, plain=True)
    assert (plain.place, plain.address, plain.remarks) == ("", "", ("12:34",))
    untimed = time(make.EvidenceFactory(), None)
    words = evidence_words(untimed, Mode.ASSERTED, plain=False)
    assert (words.place, words.remarks) == (untimed.short_place, ("no timestamp in source",))


def test_a_mode_is_told_where_it_is_not_the_claims():
    hedged = time(make.EvidenceFactory(mode=Mode.HEDGED), 1.0)
    assert evidence_words(hedged, Mode.HEDGED, plain=False).remarks == ()
    assert evidence_words(hedged, "", plain=False).remarks == (Mode.HEDGED.label,)
    assert evidence_words(hedged, Mode.ASSERTED, plain=False).remarks == (Mode.HEDGED.label,)


def test_quotations_may_be_shortened():
    printed = time(make.EvidenceFactory(), 1.0)
    printed.passage.grade = Grade.QUOTATION
    assert evidence_words(printed, Mode.ASSERTED, plain=False).remarks == ("as printed; may be shortened",)


def test_words_are_the_holders_own_or_reported():
    own = make.EvidenceFactory(passage__grade=Grade.TRANSCRIPT)
    reported = make.EvidenceFactory(asserter=make.SpeakerFactory())
    said, told = (evidence_words(piece, Mode.ASSERTED, plain=False) for piece in (own, reported))
    assert (said.is_own, said.is_reported) == (True, False)
    assert (told.is_own, told.is_reported) == (False, True)
    assert told.chain == reported.chain


def test_what_is_plain_about_a_claim_has_no_sign():
    claim = make.EvidenceFactory(mode=Mode.HEDGED).claim
    claim.role = ClaimRole.DEFINITION
    context, position = (TopicClaim(claim, bearing, ()) for bearing in (Bearing.CONTEXT, Bearing.POSITION))
    role, mode = ClaimRole.DEFINITION.label, Mode.HEDGED.label
    assert claim_signs(context) == ["Background", role, mode]
    assert claim_signs(context, apart=True) == [role, mode]
    assert claim_signs(position, titled=True) == [mode]
    plain = TopicClaim(make.EvidenceFactory(mode=Mode.ASSERTED).claim, Bearing.POSITION, ())
    assert claim_signs(plain) == []
