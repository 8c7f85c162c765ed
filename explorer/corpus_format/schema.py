"""The schema of a corpus folder: one model for each kind of record; field names are the keys of the YAML files.

A record is validated by itself. What involves other records is checked elsewhere: unknown slugs and duplicates when
the folder is read, quotations when it is loaded.
"""

import datetime
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from explorer.coding.vocabulary import (
    AppearanceRole,
    Basis,
    Bearing,
    BlindVerdict,
    ClaimRole,
    ContrastKind,
    Disposition,
    Format,
    Grade,
    Mode,
    PassageKind,
    PointsTo,
    Pole,
    RelationKind,
    StanceCode,
    Status,
    TimeBasis,
)
from explorer.corpus_format.terms import find_group_faults
from explorer.corpus_format.themes import LONGEST_THEME, find_theme_fault

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
PassageId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*-[1-9][0-9]*$", max_length=120)]
Line = Annotated[str, StringConstraints(pattern=r"^\S(.*\S)?$", max_length=200)]
OptionalLine = Annotated[str, StringConstraints(pattern=r"^(\S(.*\S)?)?$", max_length=200)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
OptionalProse = Annotated[str, StringConstraints(strip_whitespace=True)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Offset = Annotated[int, Field(ge=0, le=2_147_483_647)]


ADDRESS = TypeAdapter(HttpUrl)


def _check_url(value: object) -> object:
    """Refuse anything but an http(s) address, and return it as written: pydantic's own URL type would normalise it."""
    if isinstance(value, str) and value:
        try:
            ADDRESS.validate_python(value)
        except ValidationError as error:
            raise ValueError(f"{value!r} is no web address; write all of it, from https:// on") from error
    return value


def _refuse_outer_space(words: str) -> str:
    """Refuse white space around a quotation: where it begins and ends must not depend on who trims it."""
    if words != words.strip():
        raise ValueError("the quotation begins or ends with white space; move it to the prefix or suffix, or drop it")
    return words


def _refuse_yaml(extension: str) -> str:
    """Refuse the extension of the folder's own files for a document."""
    if extension in {"yaml", "yml"}:
        raise ValueError("a document cannot end in .yaml, as the corpus's own files do; give it another extension")
    return extension


def _refuse_unaddressed(label: str) -> str:
    """Refuse a theme that has no name for addresses."""
    if fault := find_theme_fault(label):
        raise ValueError(fault)
    return label


Quotation = Annotated[str, StringConstraints(min_length=1, max_length=400), AfterValidator(_refuse_outer_space)]
ThemeLabel = Annotated[OptionalLine, StringConstraints(max_length=LONGEST_THEME), AfterValidator(_refuse_unaddressed)]
Url = Annotated[str, BeforeValidator(_check_url), StringConstraints(max_length=500)]


class FolderRecord(BaseModel):
    """A mapping in a YAML file; an unknown key is an error, so that a misspelt key is not ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SpeakerRecord(FolderRecord):
    """A person: a guest, a host, an author of notes, or someone whose view is reported."""

    slug: Slug
    name: Line
    description: OptionalProse = ""
    aliases: tuple[Line, ...] = ()
    url: Url = ""


class SeriesRecord(FolderRecord):
    """A podcast or another run of episodes."""

    slug: Slug
    title: Line
    url: Url = ""


class PolesRecord(FolderRecord):
    """The ends of a topic's scale, or what they mean."""

    first: Line
    second: Line


class MeaningsRecord(FolderRecord):
    """The meaning of each end and the middle of a scale, for coders."""

    first: Prose
    middle: OptionalProse = ""
    second: Prose


class PointRecord(FolderRecord):
    """A sub-question of a topic; ``pole`` is the one for which a yes speaks, None where it speaks for neither."""

    id: Slug
    question: Annotated[Line, StringConstraints(max_length=90)]
    pole: Pole | None = None


class TopicRecord(FolderRecord):
    """A question with two poles; ``added`` reopens every source that was read in full before that day.

    Topics with the same ``theme`` are listed together.
    """

    slug: Slug
    question: Line
    theme: ThemeLabel = ""
    description: Prose
    poles: PolesRecord
    meanings: MeaningsRecord
    points: tuple[PointRecord, ...] = ()
    added: datetime.date


class AppearanceRecord(FolderRecord):
    """A person's part in an episode."""

    speaker: Slug
    role: AppearanceRole


class LinkRecord(FolderRecord):
    """An address that belongs to an episode, with the words to print for it."""

    title: Line
    url: Url


class SourceRecord(FolderRecord):
    """One document about one episode; its file and its passages' file lie beside ``episode.yaml``, named by slug."""

    slug: Slug
    title: Line
    format: Format
    extension: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{1,8}$"), AfterValidator(_refuse_yaml)] = "txt"
    writer: Line
    publisher: OptionalLine = ""
    published: datetime.date | None = None
    url: Url = ""
    rights: Prose
    note: OptionalProse = ""
    show_text: bool = True
    sha256: Sha256
    read_in_full: datetime.date | None = None


class EpisodeRecord(FolderRecord):
    """A conversation, its people, and the documents held about it (``episodes/<slug>/episode.yaml``)."""

    slug: Slug
    title: Line
    number: Annotated[int, Field(ge=0, le=2_147_483_647)] | None = None
    date: datetime.date | None = None
    series: Slug | None = None
    youtube_id: Annotated[str, StringConstraints(pattern=r"^[\w-]{0,20}$")] = ""
    spotify_id: Annotated[str, StringConstraints(pattern=r"^\w{0,30}$")] = ""
    links: tuple[LinkRecord, ...] = ()
    appearances: tuple[AppearanceRecord, ...] = ()
    labels: dict[Line, Slug] = {}
    sources: tuple[SourceRecord, ...] = ()


class PassageRecord(FolderRecord):
    """A span of a source's text (``<source-slug>.passages.yaml``), in code points; loading cuts its own text out."""

    id: PassageId
    kind: PassageKind
    grade: Grade
    speaker: Slug | None = None
    section: Annotated[str, StringConstraints(max_length=300)] = ""
    start_time: Seconds | None = None
    end_time: Seconds | None = None
    time_basis: TimeBasis | None = None
    start: Offset
    end: Offset
    answers: PassageId | None = None
    disposition: Disposition | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "PassageRecord":
        if self.end <= self.start:
            raise ValueError(
                f"the passage ends at {self.end}, not after its start at {self.start}; correct its offsets"
            )
        if self.start_time is not None and self.end_time is not None and self.end_time < self.start_time:
            raise ValueError("end_time is before start_time; correct one of them")
        if (self.start_time is None) != (self.time_basis is None):
            raise ValueError("start_time and time_basis go together; give both or neither")
        return self


class EvidenceRecord(FolderRecord):
    """The exact words that carry a claim; offsets are found on loading, never written."""

    source: Slug
    exact: Quotation
    prefix: Annotated[str, StringConstraints(max_length=200)] = ""
    suffix: Annotated[str, StringConstraints(max_length=200)] = ""
    asserter: Slug
    basis: Basis
    mode: Mode = Mode.ASSERTED


class ClaimTopicRecord(FolderRecord):
    """A topic that a claim is about, how it bears on it, and the point of the topic that it answers."""

    topic: Slug
    bearing: Bearing
    point: Slug | None = None


class ClaimRecord(FolderRecord):
    """One assertion, held by one speaker, in the curator's words (``claims.yaml``).

    ``formerly`` are slugs that it had before. ``merged_into`` is the claim that a retracted one became part of.
    """

    slug: Slug
    formerly: tuple[Slug, ...] = ()
    speaker: Slug
    statement: Line
    role: ClaimRole = ClaimRole.PLAIN
    status: Status = Status.DRAFT
    published_on: datetime.date | None = None
    retracted_on: datetime.date | None = None
    retraction_reason: OptionalProse = ""
    merged_into: Slug | None = None
    topics: Annotated[tuple[ClaimTopicRecord, ...], Field(min_length=1)]
    evidence: Annotated[tuple[EvidenceRecord, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _retraction_is_whole(self) -> "ClaimRecord":
        retracted = self.status == Status.RETRACTED
        if retracted != bool(self.retraction_reason) or retracted != bool(self.retracted_on):
            raise ValueError(
                "a retracted claim, and no other, needs retracted_on and retraction_reason; add or remove them"
            )
        if self.merged_into and not retracted:
            raise ValueError("only a retracted claim has become part of another; remove merged_into, or retract it")
        return self


class StanceRecord(FolderRecord):
    """Where one speaker stood on one topic in this episode (``stances.yaml``)."""

    speaker: Slug
    topic: Slug
    code: StanceCode = StanceCode.POSITION
    position: Annotated[int, Field(ge=-2, le=2)] | None = None
    points_to: PointsTo | None = None
    rationale: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
    carried_by: tuple[Slug, ...] = ()
    status: Status = Status.DRAFT

    @model_validator(mode="after")
    def _number_fits_code(self) -> "StanceRecord":
        if (self.code == StanceCode.POSITION) != (self.position is not None):
            raise ValueError(
                "code 'position' needs a position from -2 to 2, and other codes have none; correct one of them"
            )
        if self.points_to and self.code != StanceCode.NOT_PLACED:
            raise ValueError("points_to belongs to the code 'not-placed' alone; remove it, or correct the code")
        return self


class ErratumRecord(FolderRecord):
    """A known slip in a text, with the reading meant (``errata.yaml``); the text itself stays as it is."""

    source: Slug
    exact: Quotation
    prefix: Annotated[str, StringConstraints(max_length=200)] = ""
    suffix: Annotated[str, StringConstraints(max_length=200)] = ""
    reading: Line
    reason: Prose


class RelationRecord(FolderRecord):
    """How one claim bears on another (``relations.yaml``)."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    from_: Annotated[Slug, Field(alias="from")]
    to: Slug
    kind: RelationKind
    reason: Line


class ContrastRecord(FolderRecord):
    """What kind of difference two speakers have on a topic (``contrasts.yaml``), and the claims that it rests on."""

    topic: Slug
    speakers: tuple[Slug, Slug]
    kind: ContrastKind
    reason: Prose
    rests_on: tuple[Slug, ...] = ()

    @model_validator(mode="after")
    def _two_people(self) -> "ContrastRecord":
        if self.speakers[0] == self.speakers[1]:
            raise ValueError("a contrast needs two different speakers; correct one of them")
        return self


class JudgementRecord(FolderRecord):
    """A claim's quotations beside a statement, and what readers of the pair judged (``judgements.yaml``)."""

    claim: Slug
    round: Annotated[int, Field(ge=1, le=1000)]
    read_on: datetime.date
    planted: bool = False
    statement: Line
    quotations: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
    verdicts: Annotated[dict[Line, BlindVerdict], Field(min_length=1)]


class SynonymRecord(FolderRecord):
    """A term, others that mean the same, and narrower ones, which also answer a search for it (``synonyms.yaml``)."""

    term: Line
    also: tuple[Line, ...] = ()
    narrower: tuple[Line, ...] = ()

    @model_validator(mode="after")
    def _group_says_something_once(self) -> "SynonymRecord":
        for fault in find_group_faults(self.term, self.also, self.narrower):
            raise ValueError(fault)
        return self
