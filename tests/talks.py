"""A talk whose sentences somebody said, somebody summed up, or may not be shown."""

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import AppearanceRole, Grade, PassageKind
from tests import factories as make
from tests.indexes import index_everything

ADA = "Scale is something you need, but – I’d say – not all you need. It took us years to learn that."
BOB = "Right. So you think that machines will learn to reason by themselves?"
SUMMARY = "Ada argues that hidden causes matter more than any correlation does."
HIDDEN = (
    "Nobody may read this preamble. Machines must be embodied before they understand words. Nor this secret ending."
)
QUOTED = "Machines must be embodied before they understand words."


def make_talk():
    """Return the speakers of a talk, indexed, by their slugs.

    There are a transcript of Ada and Bob, a summary of it, and Ada's quotation from a document that is not shown.
    """
    with open_edit():
        ada = make.SpeakerFactory(slug="ada", name="Ada Guest", aliases=["Ada G."])
        bob = make.SpeakerFactory(slug="bob", name="Bob Host")
        episode = make.EpisodeFactory(slug="talk")
        make.AppearanceFactory(episode=episode, speaker=ada)
        make.AppearanceFactory(episode=episode, speaker=bob, role=AppearanceRole.HOST)
        spoken = make.SourceFactory(slug="spoken", episode=episode, text=f"{ADA}\n\n{BOB}")
        passage = make.PassageFactory(source=spoken, speaker=ada, slug="spoken-1")
        make.PassageFactory(source=spoken, speaker=bob, slug="spoken-2")
        written = make.SourceFactory(slug="written", episode=episode, text=SUMMARY)
        make.PassageFactory(source=written, slug="written-1", grade=Grade.SUMMARY, kind=PassageKind.SUMMARY)
        claim = make.ClaimFactory(slug="ada-scale", speaker=ada, episode=episode, statement="Scale is not enough.")
        make.EvidenceFactory(claim=claim, passage=passage, exact="Scale is something you need")
        hidden = make.SourceFactory(slug="hidden", episode=episode, text=HIDDEN, show_text=False)
        kept = make.PassageFactory(source=hidden, speaker=ada, slug="hidden-1")
        body = make.ClaimFactory(slug="ada-body", speaker=ada, episode=episode, statement="Understanding needs a body.")
        make.EvidenceFactory(claim=body, passage=kept, exact=QUOTED)
    index_everything()
    return {"ada": ada, "bob": bob}
