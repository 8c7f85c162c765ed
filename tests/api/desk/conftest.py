"""Programs at the desk, and the bodies that they send."""

from typing import Any

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Status
from tests import factories as make

TEXT = "Scale is a dead end.\n\nIt is so. It is so.\n\nI suspect that 100 % is not enough."


@pytest.fixture
@open_edit()
def passage():
    """Return the first passage of a document of three, which the guest speaks."""
    ada = make.SpeakerFactory(slug="ada-one", name="Ada One")
    episode = make.make_episode(guest=ada, text=TEXT, passages=3, slug="talk-1")
    make.TopicFactory(slug="scaling")
    return episode.sources.get().passages.order_by("ordinal").first()


@pytest.fixture
def said(passage):
    """Return a claim as a program sends it, with some fields changed."""

    def said(**fields: Any) -> dict[str, Any]:
        claim = {
            "speaker": "ada-one",
            "episode": "talk-1",
            "statement": "Scale is a dead end.",
            "bearings": {"scaling": "position"},
            "evidence": [quoted(passage)],
        }
        return {**claim, **fields}

    return said


def quoted(passage: Any, exact: str = "Scale is a dead end.", **fields: Any) -> dict[str, Any]:
    quotation = {"source": passage.source.slug, "exact": exact, "asserter": passage.speaker.slug, "basis": "labelled"}
    return {**quotation, **fields}


@pytest.fixture
def coded():
    stance = make.make_stance(status=Status.DRAFT)
    told = {name: getattr(stance, name).slug for name in ("speaker", "topic", "episode")}
    stance.delete()
    return {**told, "position": 1, "rationale": "Says so in as many words."}


def relation(one, two, **fields):
    return {"from": one.slug, "to": two.slug, "kind": "disputes", "reason": "Says the opposite.", **fields}
