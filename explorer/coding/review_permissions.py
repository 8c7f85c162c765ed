"""Permissions in the review of a record, as pure rules: page, API and commands all ask here."""

from dataclasses import dataclass

from explorer.coding.vocabulary import Code, Status

SELF_PUBLISHING_CURE = "ask another reviewer, or set SINGLE_CURATOR=1 where one person keeps the site"


class Act(Code):
    """An act of review on a record; the label is that of its button."""

    SUBMIT = "submit", "Submit for review"
    SEND_BACK = "send-back", "Send back"
    PUBLISH = "publish", "Publish"
    RETRACT = "retract", "Retract"
    RESTORE = "restore", "Restore"

    @property
    def done(self) -> str:
        """The past participle: ``sent back``."""
        return _DONE[self]

    @property
    def outcome(self) -> Status:
        """The status of a record after the act."""
        return _OUTCOMES[self]

    @property
    def needs_reason(self) -> bool:
        """Whether the author or readers must be told a reason."""
        return self in {Act.SEND_BACK, Act.RETRACT}

    @property
    def makes_public(self) -> bool:
        """Whether readers see the record after the act."""
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
    """The permissions of one person on one record.

    ``drafts`` and ``reviews`` tell whether the person may draft and review at all. ``is_own`` means that the person
    wrote the record or last changed its content, ``is_free`` that it has no author, as loaded records have none, and
    ``is_alone`` that one curator alone keeps the site.
    """

    drafts: bool
    reviews: bool
    is_own: bool
    is_free: bool = False
    is_alone: bool = False

    @property
    def may_draft(self) -> bool:
        """Whether the person may draft the record: their own, one without an author, or any for a reviewer."""
        return self.drafts and (self.is_own or self.is_free or self.reviews)


def act_fault(act: Act, status: Status, permissions: ReviewPermissions) -> str | None:
    """Return why a person may not act on a record with a status; None if they may."""
    starts = _STARTS[act] | ({Status.DRAFT} if act == Act.PUBLISH and permissions.is_alone else set())
    if status not in starts:
        return f"its status is {status.label.lower()}, and only what is {_join_statuses(starts)} can be {act.done}"
    if act == Act.SUBMIT:
        return None if permissions.may_draft else "it is somebody else's draft; only its author submits it"
    if act == Act.SEND_BACK and status == Status.IN_REVIEW and permissions.is_own and permissions.drafts:
        return None  # an author may take back what nobody has reviewed yet
    if not permissions.reviews:
        return "this takes a reviewer; ask one"
    if act.makes_public and permissions.is_own and not permissions.is_alone:
        return f"you wrote or last changed it, and nobody publishes their own; {SELF_PUBLISHING_CURE}"
    return None


def edit_fault(status: Status, permissions: ReviewPermissions) -> str | None:
    """Return why a person may not change the content of a record with a status; None if they may.

    A record in review stays as it was submitted, and a published one as it was reviewed: it is sent back first.
    """
    if not permissions.drafts:
        return "this takes a curator; ask one"
    if status == Status.RETRACTED:
        return "it is retracted, and readers are told what it had said; restore it first"
    if permissions.is_alone and permissions.reviews:
        return None
    if status != Status.DRAFT:
        return f"its status is {status.label.lower()}; send it back first, and it is a draft again"
    return None if permissions.may_draft else "it is somebody else's draft"


def _join_statuses(statuses: set[Status]) -> str:
    return " or ".join(status.label.lower() for status in Status if status in statuses)
