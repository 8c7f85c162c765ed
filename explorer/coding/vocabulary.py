"""The closed lists of codes with their labels, from which every legend and form is generated."""

from enum import StrEnum
from typing import Self


class Code(StrEnum):
    """A closed list of codes; each member has a value to store and a label to print."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return ``(value, label)`` pairs in the order of definition."""
        return [(member.value, member.label) for member in cls]


class Format(Code):
    """The format of a document, which names its parser."""

    SUMMARY_PAGE = "summary-page", "Summary page"
    CHAPTERS_PAGE = "chapters-page", "Chapter summaries"
    NOTES = "notes", "Notes"
    QA_PAGE = "qa-page", "Summary with questions and answers"
    MARKDOWN_TRANSCRIPT = "markdown-transcript", "Transcript"
    WEBVTT = "webvtt", "Captions (WebVTT)"
    SUBRIP = "subrip", "Captions (SubRip)"
    PODCAST_JSON = "podcast-json", "Transcript in segments"
    PODCAST_CHAPTERS = "podcast-chapters", "Chapter list"
    HTML_TRANSCRIPT = "html-transcript", "Transcript page"
    TIMESTAMP_LIST = "timestamp-list", "List of times"
    PLAIN_TEXT = "plain-text", "Transcript in plain text"
    SBV = "sbv", "Captions (SBV)"


class PassageKind(Code):
    """The part that a passage plays in its document."""

    SUMMARY = "summary", "Summary"
    TAKEAWAY = "takeaway", "Takeaway"
    QUOTATION = "quotation", "Quotation"
    QUESTION = "question", "Question"
    ANSWER = "answer", "Answer"
    INSIGHT = "insight", "Insight"
    CHAPTER = "chapter", "Chapter"
    TURN = "turn", "Turn"
    NOTE = "note", "Note"


class Grade(Code):
    """How the words held reached us, best first."""

    TRANSCRIPT = "transcript", "Transcript"
    QUOTATION = "quotation", "Quotation as printed"
    SUMMARY = "summary", "Summary"
    NOTES = "notes", "Notes"

    @property
    def is_speech(self) -> bool:
        """Whether the words are the speaker's own, so that they may stand in quotation marks."""
        return self in {Grade.TRANSCRIPT, Grade.QUOTATION}


class TimeBasis(Code):
    """The origin of a passage's time."""

    OWN = "own", "its own"
    SECTION = "section", "start of its section"


class Disposition(Code):
    """The reason why a passage that was read carries no claim."""

    QUESTION = "question", "Question"
    ASSENT = "assent", "Assent"
    NARRATION = "narration", "Narration"
    EXAMPLE = "example", "Example"
    ELABORATION = "elaboration", "Elaboration"
    REPETITION = "repetition", "Repetition"
    LOGISTICS = "logistics", "Logistics"
    JOKE = "joke", "Joke"
    UNCLEAR = "unclear", "Unclear"
    UNATTRIBUTED = "unattributed", "Unattributed"


class AppearanceRole(Code):
    """A speaker's role in an episode."""

    GUEST = "guest", "Guest"
    HOST = "host", "Host"


class Basis(Code):
    """How we know who asserts the words of a piece of evidence, surest first."""

    LABELLED = "labelled", "The document labels the speaker"
    NARRATED = "narrated", "The passage says by name or pronoun who holds it"
    WRITTEN = "written", "The writer’s own words about their own view"
    CONTEXTUAL = "contextual", "Stated of an interview with one guest, without saying that it is their view"
    INFERRED = "inferred", "The curator infers the voice"

    @property
    def names_asserter(self) -> bool:
        """Whether the document itself tells whose words these are."""
        return self in {Basis.LABELLED, Basis.NARRATED, Basis.WRITTEN}


class Medium(Code):
    """How the words of a claim came about."""

    SAID = "said", "Said in"
    WRITTEN = "written", "Written in"


class Mode(Code):
    """How firmly words assert, strongest first."""

    ASSERTED = "asserted", "Stated"
    HEDGED = "hedged", "With a “maybe”"
    CONDITIONAL = "conditional", "With an “if”"


class Attribution(Code):
    """Whether the holder of a view is the one who asserts it."""

    DIRECT = "direct", "In their own name"
    REPORTED = "reported", "Reported by someone else"


class ClaimRole(Code):
    """The role of a claim in the debate."""

    PLAIN = "plain", "Claim"
    DEFINITION = "definition", "Definition"
    PREDICTION = "prediction", "Prediction"
    WOULD_CHANGE_MIND = "would-change-mind", "What would change their mind"
    COMPASS = "compass", "A compass that was drawn"


class Bearing(Code):
    """How a claim bears on a topic."""

    POSITION = "position", "Position"
    CONTEXT = "context", "Background"


class Pole(Code):
    """An end of a topic's scale."""

    FIRST = "first", "First pole (−2)"
    SECOND = "second", "Second pole (+2)"


class StanceCode(Code):
    """The kind of a stance: a position with a number, or the reason why there is none."""

    POSITION = "position", "Position on the scale"
    REJECTS_QUESTION = "rejects-question", "Rejects the question"
    MIXED = "mixed", "Evidence on both sides"
    NO_CLEAR_ANSWER = "no-clear-answer", "Asked, no clear answer"
    CANNOT_BE_FORESEEN = "cannot-be-foreseen", "Says that it cannot be foreseen"
    NOT_PLACED = "not-placed", "Talks about it, but too little to place"


class PointsTo(Code):
    """What the words of a speaker who is not placed point to; it is no position and has no number."""

    FIRST = "first", "First pole"
    MIDDLE = "middle", "The middle"
    SECOND = "second", "Second pole"

    @property
    def direction(self) -> int:
        """The direction from the middle of the scale: −1, 0 or 1."""
        return {PointsTo.FIRST: -1, PointsTo.MIDDLE: 0, PointsTo.SECOND: 1}[self]


class Confidence(Code):
    """The quality of the evidence behind a stance, best first."""

    HIGH = "high", "High confidence"
    MEDIUM = "medium", "Medium confidence"
    LOW = "low", "Low confidence, from a summary"


class Silence(Code):
    """The kind of blank where a speaker takes no position on a topic."""

    NO_SOURCE = "no-source", "No interview with them"
    NOT_READ = "not-read", "Not checked yet"
    NOT_DISCUSSED = "not-discussed", "Did not come up"
    TOOK_NO_SIDE = "took-no-side", "Came up, took no side"


class RelationKind(Code):
    """How one claim bears on another."""

    AGREES = "agrees", "Agrees with"
    DISPUTES = "disputes", "Disputes"
    QUALIFIES = "qualifies", "Qualifies"
    ANSWERS = "answers", "Answers"


INVERSE_RELATIONS = {
    RelationKind.AGREES: "Agreed with by",
    RelationKind.DISPUTES: "Disputed by",
    RelationKind.QUALIFIES: "Qualified by",
    RelationKind.ANSWERS: "Answered by",
}
"""Labels of a relation as seen from the claim that it bears on."""


class ContrastKind(Code):
    """How two speakers differ on a topic, or agree on it."""

    CONTRADICT = "contradict", "They contradict each other"
    DIFFERENT_MEANING = "different-meaning", "Same word, another sense"
    DIFFERENT_QUESTION = "different-question", "They answer different questions"
    CONDITIONAL = "conditional", "They would agree under a condition"
    SAME_VERDICT = "same-verdict", "Same verdict, on different grounds"


class BlindVerdict(Code):
    """Whether quotations carry a statement, as judged by a reader who sees nothing else, best first."""

    CARRIED = "carried", "Carried by the words"
    PARTLY = "partly", "Carried in part"
    NOT = "not", "Not carried"
    OPPOSITE = "opposite", "The words say the opposite"


class Status(Code):
    """The status of a claim or stance in review; readers see only published ones."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in-review", "In review"
    PUBLISHED = "published", "Published"
    RETRACTED = "retracted", "Retracted"
