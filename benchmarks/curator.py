"""A curator who retracts a claim and restores it again: ``python -m benchmarks.curator EVERY SECONDS``."""

import os
import random
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from explorer.changes.edit import open_edit  # noqa: E402
from explorer.coding.vocabulary import Status  # noqa: E402
from explorer.models import Claim  # noqa: E402

DICE = random.Random(2)


def publish() -> None:
    """Restore what was retracted before, or retract a claim."""
    claim = Claim.objects.filter(status=Status.RETRACTED, retraction_reason="For a while.").first()
    with open_edit(reason="Measured."):
        if claim:
            claim.status, claim.retracted_on, claim.retraction_reason = Status.PUBLISHED, None, ""
        else:
            claim = DICE.choice(list(Claim.objects.published()))
            claim.status, claim.retraction_reason = Status.RETRACTED, "For a while."
            claim.retracted_on = claim.created_at.date()
        claim.save()


def main(every: float, seconds: float) -> None:
    """Publish at the given pace, and leave the corpus as it was."""
    end, number = time.monotonic() + seconds, 0
    while time.monotonic() < end or number % 2:
        publish()
        number += 1
        time.sleep(min(every, max(0.0, end - time.monotonic())))


if __name__ == "__main__":
    main(float(sys.argv[1]), float(sys.argv[2]))
