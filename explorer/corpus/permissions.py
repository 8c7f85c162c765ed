"""Who may take the corpus out of the site or bring one in: a loading does nothing that the person may not do by hand.

One thing is different: what a folder calls in review, published or retracted is so at once. That takes the permission
to review, as it does by hand, and never works for what the person drafted on the site.
"""

from collections.abc import Iterable, Iterator, Mapping

from django.apps import apps

from explorer.coding.review_permissions import ReviewPermissions
from explorer.coding.vocabulary import Status
from explorer.corpus_format.differences import NAMING, KindChanges, RecordChange
from explorer.corpus_format.validation import record_name
from explorer.curation.review import review_permissions
from explorer.models import Claim, Stance
from explorer.models.people import Person
from explorer.text import join_words

Hands = Mapping[tuple[str, str], ReviewPermissions]
"""What a person is to claims and stances, by kind and name of record."""

SEEN = tuple(f"explorer.view_{record_name(kind)}" for kind in NAMING)
KEPT = tuple(
    f"explorer.{act}_{kind}" for kind in ("topic", "speaker", "series", "synonym") for act in ("add", "change")
)
"""What an editor keeps, and whoever brings in a corpus must."""

NAMED = 3
"""How many records a refusal names."""


def may_take_out(person: Person) -> bool:
    """Whether a person may have all of the corpus, drafts and documents included."""
    return bool(person.has_perms(SEEN))


def may_bring_in(person: Person) -> bool:
    """Whether a person may load a corpus at all."""
    return bool(person.has_perms(KEPT))


def hands_on(person: Person) -> dict[tuple[str, str], ReviewPermissions]:
    """Return what a person is to every claim and stance, as they are now."""
    claims = {("claim", row.slug): review_permissions(person, row) for row in Claim.objects.all()}
    stances = {
        ("stance", f"{row.speaker.slug} {row.topic.slug} {row.episode.slug}"): review_permissions(person, row)
        for row in Stance.objects.with_context()
    }
    return claims | stances


def refusals(changes: Iterable[KindChanges], hands: Hands, *, by: Person) -> tuple[str, ...]:
    """Return why a person may not make these changes by a loading; ``hands`` are from before it."""
    return tuple(why for kind in changes for why in (*_by_kind(kind, by), *_by_rule(kind, hands, by)))


def _by_kind(kind: KindChanges, by: Person) -> Iterator[str]:
    made = {"add": kind.added, "change": kind.changed, "delete": kind.removed}
    for act, records in made.items():
        if records and not by.has_perm(f"explorer.{act}_{kind.kind}"):
            yield f"to {act} {plural(kind.kind)} is not in your roles ({_names(records)})"


def _by_rule(kind: KindChanges, hands: Hands, by: Person) -> Iterator[str]:
    match kind.kind:
        case "claim" | "stance":
            yield from _by_review(kind, hands, by)
        case "relation" if not by.has_perm("explorer.review_claim"):
            public = set(Claim.objects.published().values_list("slug", flat=True))
            seen = [change for change in kind.all if {change.content["from"], change.content["to"]} <= public]
            if seen:
                yield f"relations between published claims take a reviewer ({_names(seen)})"


def _by_review(kind: KindChanges, hands: Hands, by: Person) -> Iterator[str]:
    name = plural(kind.kind)
    known = [(change, hands.get((kind.kind, change.name))) for change in kind.all]
    if not by.has_perm(f"explorer.review_{kind.kind}"):
        if judged := [change for change, _ in known if _statuses(change) != {Status.DRAFT.value}]:
            yield f"{name} that are or become anything but drafts take a reviewer ({_names(judged)})"
        others = [
            change
            for change, hand in known
            if hand and not hand.may_draft and _statuses(change) == {Status.DRAFT.value}
        ]
        if others:
            yield f"{name} that are somebody else's drafts take a reviewer ({_names(others)})"
    own = [change for change, hand in known if hand and hand.is_own and not hand.is_alone and _is_made_public(change)]
    if own:
        yield f"nobody publishes their own, and you wrote or last changed {name} that would be ({_names(own)})"


def _statuses(change: RecordChange) -> set[str]:
    return {content["status"] for content in (change.before, change.after) if content}


def _is_made_public(change: RecordChange) -> bool:
    return change.after.get("status") == Status.PUBLISHED and change.before.get("status") != Status.PUBLISHED


def plural(kind: str, number: int = 2) -> str:
    """Return what readers call the records of a kind; one of them in the singular."""
    options = apps.get_model("explorer", kind)._meta
    return str(options.verbose_name if number == 1 else options.verbose_name_plural)


def _names(records: Iterable[RecordChange]) -> str:
    names = [change.name for change in records]
    more = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
    return join_words(names[:NAMED] + more)
