"""Nothing is published whose words were not seen: the checksum of a claim is kept for whoever had it before them.

Whatever reaches readers one by one has been seen like this. A folder that is loaded is read elsewhere (ADR 22).
"""

import hashlib
import json

from explorer.models import Claim, SeenClaim
from explorer.models.people import Person

REOPEN = "open it for review, read its words, and decide then"


def checksum_claim(claim: Claim) -> str:
    """Return a checksum of what a claim tells readers: statement, holder, topics, points, and evidence in its passage.

    Costs two queries, and one each for what is not fetched of holder and episode.
    """
    topics = claim.topic_links.order_by("topic__slug").values_list("topic__slug", "bearing", "point__slug")
    words = claim.evidence.order_by("source__slug", "start", "end").values_list(
        *("source__slug", "passage__slug", "passage__text", "passage__speaker__slug"),
        *("exact", "start", "end", "asserter__slug", "basis", "mode"),
    )
    said = [claim.statement, claim.role, claim.speaker.slug, claim.episode.slug, list(topics), list(words)]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def note_seen(claim: Claim, *, by: Person) -> str:
    """Keep that a person has a claim before them as it is now, and return its checksum."""
    checksum = checksum_claim(claim)
    SeenClaim.objects.update_or_create(person_id=by.pk, claim=claim, defaults={"checksum": checksum})
    return checksum


def sighting_fault(claim: Claim, *, by: Person, checksum: str | None = None) -> str | None:
    """Return why a person may not publish a claim as it is now: they have not seen that; None where they have.

    ``checksum`` is what they say that they have seen; None where they say nothing of it.
    """
    seen = SeenClaim.objects.by(by).filter(claim=claim).values_list("checksum", flat=True).first()
    if seen is None:
        return f"you have not seen its words; {REOPEN}"
    if checksum not in {None, seen}:
        return f"what was sent is not the checksum of what you have seen last; {REOPEN}"
    if seen != checksum_claim(claim):
        return f"it was changed after you had seen it; {REOPEN}"
    return None
