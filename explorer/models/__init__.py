"""All models, to be imported from here."""

from explorer.models.areas import Area
from explorer.models.claims import Claim, ClaimTopic
from explorer.models.contrasts import Contrast, ContrastClaim
from explorer.models.derived.link_facts import LinkFacts
from explorer.models.derived.overviews import CellState, SpeakerTally, TopicTally
from explorer.models.derived.readings import ReadingState
from explorer.models.derived.tallies import RelationTally, SourceTally
from explorer.models.episodes import Appearance, Episode, Series, SpeakerLabel
from explorer.models.evidence import Evidence
from explorer.models.former_slugs import FormerSlug
from explorer.models.judgements import Judgement
from explorer.models.kept.requests import KeptRequest
from explorer.models.kept.uploads import PendingUpload
from explorer.models.outbox import Change, Revision
from explorer.models.relations import Relation
from explorer.models.seen_claims import SeenClaim
from explorer.models.source_revisions import SourceRevision
from explorer.models.sources import Erratum, Passage, Source
from explorer.models.speakers import Speaker, SpeakerAlias
from explorer.models.stances import Stance, StanceClaim
from explorer.models.synonyms import Synonym
from explorer.models.tokens import Bearer, Token
from explorer.models.topics import Point, Topic

__all__ = [
    "Appearance",
    "Area",
    "Bearer",
    "CellState",
    "Change",
    "Claim",
    "ClaimTopic",
    "Contrast",
    "ContrastClaim",
    "Episode",
    "Erratum",
    "Evidence",
    "FormerSlug",
    "Judgement",
    "KeptRequest",
    "LinkFacts",
    "Passage",
    "PendingUpload",
    "Point",
    "ReadingState",
    "Relation",
    "RelationTally",
    "Revision",
    "SeenClaim",
    "Series",
    "Source",
    "SourceRevision",
    "SourceTally",
    "Speaker",
    "SpeakerAlias",
    "SpeakerLabel",
    "SpeakerTally",
    "Stance",
    "StanceClaim",
    "Synonym",
    "Token",
    "Topic",
    "TopicTally",
]
