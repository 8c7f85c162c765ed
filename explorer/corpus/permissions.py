"""Permissions to take the corpus out and to load one: a load may change what the person may change by hand.

There is one difference. A record that the folder calls in review, published or retracted gets that status at once. It
takes the permission to review, as it does by hand, and is refused for what the person drafted on the site.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.apps import apps

from explorer.coding.review_permissions import ReviewPermissions
from explorer.coding.vocabulary import Status
from explorer.corpus_format.differences import NAMING, KindChanges, RecordChange
from explorer.corpus_format.validation import record_name
from explorer.curation.review import review_permissions
from explorer.models import Claim, Stance
from explorer.text import join_words

Person = Any
"""A user, whatever the model of users."""

Hands = Mapping[tuple[str, str], ReviewPermissions]
"""A person's review permissions on claims and stances, by kind and name of the record."""

SEEN = tuple(f"explorer.view_{record_name(kind)}" for kind in NAMING)
KEPT = tuple(
    f"explorer.{act}_{kind}" for kind in ("topic", "speaker", "series", "synonym") for act in ("add", "change")
)
"""The permissions that an editor has and that loading a corpus takes."""

NAMED = 3
"""The largest number of records that a refusal names."""


def may_take_out(person: Person) -> bool:
    """Return whether a person may have the whole corpus, drafts and documents included."""
    return bool(person.has_perms(SEEN))


def may_bring_in(person: Person) -> bool:
    """Return whether a person may load a corpus at all."""
    return bool(person.has_perms(KEPT))


def list_review_permissions(person: Person) -> dict[tuple[str, str], ReviewPermissions]:
    """Return a person's review permissions on every claim and stance, as they are now."""
    claims = {("claim", row.slug): review_permissions(person, row) for row in Claim.objects.all()}
    stances = {
        ("stance", f"{row.speaker.slug} {row.topic.slug} {row.episode.slug}"): review_permissions(person, row)
        for row in Stance.objects.with_context()
    }
    return claims | stances


def list_refusals(changes: Iterable[KindChanges], hands: Hands, *, by: Person) -> tuple[str, ...]:
    """Return the reasons why a person may not make these changes by a load; ``hands`` are from before the load."""
    return tuple(
        why for kind in changes for why in (*_list_kind_refusals(kind, by), *_list_rule_refusals(kind, hands, by))
    )


def _list_kind_refusals(kind: KindChanges, by: Person) -> Iterator[str]:
    records_by_act = {"add": kind.added, "change": kind.changed, "delete": kind.removed}
    for act, records in records_by_act.items():
        if records and not by.has_perm(f"explorer.{act}_{kind.kind}"):
            yield f"to {act} {name_kind(kind.kind)} is not in your roles ({_join_names(records)})"


def _list_rule_refusals(kind: KindChanges, hands: Hands, by: Person) -> Iterator[str]:
    match kind.kind:
        case "claim" | "stance":
            yield from _list_review_refusals(kind, hands, by)
        case "relation" if not by.has_perm("explorer.review_claim"):
            public = set(Claim.objects.published().values_list("slug", flat=True))
            public_changes = [change for change in kind.all if {change.content["from"], change.content["to"]} <= public]
            if public_changes:
                yield f"relations between published claims take a reviewer ({_join_names(public_changes)})"


def _list_review_refusals(kind: KindChanges, hands: Hands, by: Person) -> Iterator[str]:
    name = name_kind(kind.kind)
    known = [(change, hands.get((kind.kind, change.name))) for change in kind.all]
    if not by.has_perm(f"explorer.review_{kind.kind}"):
        if reviewed := [change for change, _ in known if _list_statuses(change) != {Status.DRAFT.value}]:
            yield f"{name} that are or become anything but drafts take a reviewer ({_join_names(reviewed)})"
        others = [
            change
            for change, permissions in known
            if permissions and not permissions.may_draft and _list_statuses(change) == {Status.DRAFT.value}
        ]
        if others:
            yield f"{name} that are somebody else's drafts take a reviewer ({_join_names(others)})"
    own = [
        change
        for change, permissions in known
        if permissions and permissions.is_own and not permissions.is_alone and _is_made_public(change)
    ]
    if own:
        yield f"nobody publishes their own, and you wrote or last changed {name} that would be ({_join_names(own)})"


def _list_statuses(change: RecordChange) -> set[str]:
    return {content["status"] for content in (change.before, change.after) if content}


def _is_made_public(change: RecordChange) -> bool:
    return change.after.get("status") == Status.PUBLISHED and change.before.get("status") != Status.PUBLISHED


def name_kind(kind: str, number: int = 2) -> str:
    """Return the name of a kind of record in the plural, in the singular where ``number`` is 1."""
    options = apps.get_model("explorer", kind)._meta  # noqa: SLF001, documented by Django
    return str(options.verbose_name if number == 1 else options.verbose_name_plural)


def _join_names(records: Iterable[RecordChange]) -> str:
    names = [change.name for change in records]
    more = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
    return join_words(names[:NAMED] + more)
