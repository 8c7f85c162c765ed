"""The JSON of every noun; its names and shapes are a promise to programs.

A reference is a slug, to a passage its id. A missing code is null, a missing text is empty. ``url`` is the absolute
address on this site: of the record's page, or of the record in this API where it has no page. The ``url`` of a source
is the address where the document was published.
"""

from explorer.api.serializers.claims import ClaimSerializer, RelationSerializer
from explorer.api.serializers.episodes import EpisodeSerializer, SeriesSerializer
from explorer.api.serializers.maps import CompassSerializer, MatrixSerializer
from explorer.api.serializers.said import SaidSerializer
from explorer.api.serializers.search import SearchSerializer
from explorer.api.serializers.sources import PassageSerializer, SourceSerializer, SourceTextSerializer
from explorer.api.serializers.speakers import SpeakerSerializer
from explorer.api.serializers.stances import ColumnSerializer, ComparisonSerializer, StanceSerializer
from explorer.api.serializers.topics import ContrastSerializer, TopicSerializer

__all__ = [
    "ClaimSerializer",
    "ColumnSerializer",
    "ComparisonSerializer",
    "CompassSerializer",
    "ContrastSerializer",
    "EpisodeSerializer",
    "MatrixSerializer",
    "PassageSerializer",
    "RelationSerializer",
    "SaidSerializer",
    "SearchSerializer",
    "SeriesSerializer",
    "SourceSerializer",
    "SourceTextSerializer",
    "SpeakerSerializer",
    "StanceSerializer",
    "TopicSerializer",
]
