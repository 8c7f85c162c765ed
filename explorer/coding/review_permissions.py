"""Who may do what with a record on its way to readers: pure rules, whatever the door they are asked at."""

from dataclasses import dataclass

from explorer.coding.vocabulary import Code, Status

ALONE = "ask another reviewer, or set SINGLE_CURATOR=1 where one person keeps the site"


class Act(Code):
    """What can be done with a record besides editing it; the label is the button's."""

    SUBMIT = "submit", "Submit for review"
    SEND_BACK = "send-back", "Send back"
    PUBLISH = "publish", "Publish"
    RETRACT = "retract", "Retract"
    RESTORE = "restore", "Restore"

    @property
    def done(self) -> str:
        """What was done, in words."""
        return _DONE[self]

    @property
    def outcome(self) -> Status:
        """Where it puts a record."""
        return _OUTCOMES[self]

    @property
    def needs_reason(self) -> bool:
        """Whether somebody has to be told why: the author, or readers."""
        return self in {Act.SEND_BACK, Act.RETRACT}

    @property
    def makes_public(self) -> bool:
        """Whether readers see the record afterwards."""
        return self.outcome == Status.PUBLISHED


_DONE = {
    Act.SUBMIT: "submitted for review",
    Act.SEND_BACK: "sent back",
    Act.PUBLISH: "published",
    Act.RETRACT: "retracted",
    Act.RESTORE: "restored",
}
_OUTCOMES = {
    Act.SUBMIT: Status.IN_REVIEW,
    Act.SEND_BACK: Status.DRAFT,
    Act.PUBLISH: Status.PUBLISHED,
    Act.RETRACT: Status.RETRACTED,
    Act.RESTORE: Status.PUBLISHED,
}
_STARTS = {
    Act.SUBMIT: {Status.DRAFT},
    Act.SEND_BACK: {Status.IN_REVIEW, Status.PUBLISHED},
    Act.PUBLISH: {Status.IN_REVIEW},
    Act.RETRACT: {Status.PUBLISHED},
    Act.RESTORE: {Status.RETRACTED},
}


@dataclass(frozen=True, slots=True)
class ReviewPermissions:
    """One person before one record.

    ``drafts`` and ``reviews`` say what the person may do at all; ``is_own`` that they wrote it or last changed what it
    says; ``is_free`` that it is nobody's, as a loaded record is; ``is_alone`` that the site is kept by one curator.
    """

    drafts: bool
    reviews: bool
    is_own: bool
    is_free: bool = False
    is_alone: bool = False

    @property
    def holds(self) -> bool:
        """Whether the record is the person's to draft: their own, nobody's, or a reviewer's to mend."""
        return self.drafts and (self.is_own or self.is_free or self.reviews)


def act_fault(act: Act, status: Status, hand: ReviewPermissions) -> str | None:
    """Return why a person may not do this with a record in this status; None where they may."""
    starts = _STARTS[act] | ({Status.DRAFT} if act == Act.PUBLISH and hand.is_alone else set())
    if status not in starts:
        return f"its status is {status.label.lower()}, and only what is {_either(starts)} can be {act.done}"
    if act == Act.SUBMIT:
        return None if hand.holds else "it is somebody else's draft; only its author submits it"
    if act == Act.SEND_BACK and status == Status.IN_REVIEW and hand.is_own and hand.drafts:
        return None  # an author may take back what nobody has reviewed yet
    if not hand.reviews:
        return "this takes a reviewer; ask one"
    if act.makes_public and hand.is_own and not hand.is_alone:
        return f"you wrote or last changed it, and nobody publishes their own; {ALONE}"
    return None


def edit_fault(status: Status, hand: ReviewPermissions) -> str | None:
    """Return why a person may not change what a record says; None where they may.

    What is in review stays as it was submitted, and what is public as it was reviewed: it is sent back to be changed.
    """
    if not hand.drafts:
        return "this takes a curator; ask one"
    if status == Status.RETRACTED:
        return "it is retracted, and readers are told what it had said; restore it first"
    if hand.is_alone and hand.reviews:
        return None
    if status != Status.DRAFT:
        return f"its status is {status.label.lower()}; send it back first, and it is a draft again"
    return None if hand.holds else "it is somebody else's draft"


def _either(statuses: set[Status]) -> str:
    return " or ".join(one.label.lower() for one in Status if one in statuses)
