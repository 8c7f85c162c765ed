"""Who may do what: the whole table, so that no rule of review changes unseen."""

import pytest

from explorer.coding.review_permissions import Act, ReviewPermissions, act_fault, edit_fault
from explorer.coding.vocabulary import Status

READER = ReviewPermissions(drafts=False, reviews=False, is_own=False)
AUTHOR = ReviewPermissions(drafts=True, reviews=False, is_own=True)
CURATOR = ReviewPermissions(drafts=True, reviews=False, is_own=False)
REVIEWER = ReviewPermissions(drafts=False, reviews=True, is_own=False)
BOTH = ReviewPermissions(drafts=True, reviews=True, is_own=True)
ALONE = ReviewPermissions(drafts=True, reviews=True, is_own=True, is_alone=True)

HANDS = {"reader": READER, "author": AUTHOR, "curator": CURATOR, "reviewer": REVIEWER, "both": BOTH, "alone": ALONE}

ALLOWED = {
    (Act.SUBMIT, Status.DRAFT): {"author", "both", "alone"},
    (Act.SEND_BACK, Status.IN_REVIEW): {"author", "reviewer", "both", "alone"},
    (Act.SEND_BACK, Status.PUBLISHED): {"reviewer", "both", "alone"},
    (Act.PUBLISH, Status.DRAFT): {"alone"},
    (Act.PUBLISH, Status.IN_REVIEW): {"reviewer", "alone"},
    (Act.RETRACT, Status.PUBLISHED): {"reviewer", "both", "alone"},
    (Act.RESTORE, Status.RETRACTED): {"reviewer", "alone"},
}


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("status", Status)
def test_each_act_is_open_to_those_and_no_others(act, status):
    allowed = {name for name, hand in HANDS.items() if act_fault(act, status, hand) is None}
    assert allowed == ALLOWED.get((act, status), set())


@pytest.mark.parametrize(
    ("status", "allowed"),
    [
        (Status.DRAFT, {"author", "both", "alone"}),
        (Status.IN_REVIEW, {"alone"}),
        (Status.PUBLISHED, {"alone"}),
        (Status.RETRACTED, set()),
    ],
)
def test_drafts_are_edited_by_their_authors_and_nothing_else_is(status, allowed):
    assert {name for name, hand in HANDS.items() if edit_fault(status, hand) is None} == allowed


def test_what_is_nobodys_is_drafted_by_any_curator():
    assert edit_fault(Status.DRAFT, ReviewPermissions(drafts=True, reviews=False, is_own=False, is_free=True)) is None


def test_a_reviewer_who_drafts_mends_the_draft_of_another():
    assert edit_fault(Status.DRAFT, ReviewPermissions(drafts=True, reviews=True, is_own=False)) is None


def test_whoever_may_not_publish_is_told_the_ways_out():
    assert "SINGLE_CURATOR=1" in act_fault(Act.PUBLISH, Status.IN_REVIEW, BOTH)


def test_what_has_another_status_is_refused_with_the_right_one():
    assert act_fault(Act.PUBLISH, Status.DRAFT, REVIEWER) == (
        "its status is draft, and only what is in review can be published"
    )
