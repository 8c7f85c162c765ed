"""A curator of a drill: ``python -m tests.drills.curator SECONDS`` retracts a claim and restores it, again and again.

The first line printed is a list of the addresses that show the claim; each further one is a state of the claim, with
the moments (of the machine's monotonic clock) from which and until which it was certain.
"""

import json
import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from explorer.changes.edit import open_edit  # noqa: E402
from explorer.coding.vocabulary import Status  # noqa: E402
from explorer.models import Claim  # noqa: E402

WORDS = "Zebras settle it."
LASTS = 4.0
"""The seconds of one state."""


def main(seconds: float) -> None:
    claim = Claim.objects.published().in_own_name().filter(topics__slug="scaling").first()
    assert claim
    claim.statement = WORDS
    claim.save()
    of_topic = [f"/topics/scaling/?speakers={claim.speaker.slug}", "/topics/scaling.json", "/feeds/topics/scaling/"]
    print(json.dumps([*of_topic, claim.episode.get_absolute_url()]), flush=True)
    end, is_shown = time.monotonic() + seconds + LASTS, True
    while time.monotonic() < end:
        certain = time.monotonic()  # the edit is committed, and whoever saved has been answered
        time.sleep(LASTS)
        print(json.dumps({"from": certain, "until": time.monotonic(), "is_shown": is_shown}), flush=True)
        is_shown = not is_shown
        with open_edit(reason="A drill."):
            claim.status = Status.PUBLISHED if is_shown else Status.RETRACTED
            claim.retracted_on = None if is_shown else claim.created_at.date()
            claim.retraction_reason = "" if is_shown else "A drill."
            claim.save()


if __name__ == "__main__":
    main(float(sys.argv[1]))
