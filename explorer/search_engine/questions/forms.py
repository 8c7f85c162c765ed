"""The forms in which questions are asked in English, each as a pattern of the codes of a query's pieces.

A person is ``P``, somebody unknown ``U``, words that are to stand as they are ``Q``; every code ends with a space. What
follows the form is what the question is about.
"""

import re
from enum import StrEnum
from typing import NamedTuple


class QuestionForm(StrEnum):
    """What a query asks; ``WORDS`` asks no more than that they be found, ``ASKS`` something in no form of its own."""

    WORDS = "words"
    ASKS = "asks"
    MEANING = "meaning"
    SAYS = "says"
    WHO = "who"
    PAIR = "pair"
    APART = "apart"
    NEAR = "near"
    PERIOD = "period"


class FormPattern(NamedTuple):
    """A pattern of codes, and what a query asks that fits it.

    ``strangers`` tells whether whoever stands in it must be a person, be the name known here or not; ``subject``,
    whether it must be about something.
    """

    form: QuestionForm
    pattern: re.Pattern[str]
    strangers: bool = False
    subject: bool = True


NAME = r"[PU](?:'s)? "
NAMES = rf"{NAME}(?:(?:and |or )?{NAME})*"
KNOWN = r"P(?:'s)? (?:(?:and |or )?P(?:'s)? )*"
ABOUT = r"(?:(?:about|on|of|over|regarding|concerning|re|toward|towards|that) )?"
SAY = (
    r"(?:say|says|said|saying|think|thinks|thought|believe|believes|believed|argue|argues|argued|claim|claims|claimed"
    r"|hold|holds|held|feel|feels|felt|talk|talks|talked|speak|speaks|spoke|discuss|discusses|discussed|mention"
    r"|mentions|mentioned|stand|stands|stood|maintain|maintains|suggest|suggests|tell|tells|told) "
)
DO = r"(?:do|does|did|has|have|had|would|will|could|can|should|might|may) "
BE = r"(?:is|are|was|were) "
EVER = r"(?:(?:really|actually|ever|also|still|to|have|had|been) )*"
MOST = r"(?:(?:the )?(?:most|more|strongly|else|here) )*"
EVERYBODY = (
    r"(?:(?:the |these |other )?(?:they|people|everyone|everybody|anyone|anybody|others|experts|researchers|guests"
    r"|speakers|we|you|one)) "
)
WHOEVER = (
    r"(?:who|whom|which (?:people|guests|speakers|researchers|ones)"
    r"|(?:does|do|did|has|is) (?:anyone|anybody|someone|somebody)) "
)
VIEW = (
    r"(?:view|views|opinion|opinions|position|positions|stance|stances|take|thoughts|ideas|argument|arguments|claims"
    r"|beliefs|answer|attitude) "
)
PART = r"(?:disagree|disagrees|disagreed|differ|differs|part|clash|clashes) "
DISAGREE = r"(?:disagree|disagrees|disagreed|differ|differs|argue|argues|oppose|opposes|opposed|clash|clashes) "
AGREE = r"(?:agree|agrees|agreed|side|sides) "
WITH = r"(?:(?:with|from|against|to) )?"
ANYTHING = r"(?P<rest>.*)"


def _write(
    form: QuestionForm, pattern: str, *, strangers: bool = False, subject: bool = True, about: str = ABOUT
) -> FormPattern:
    return FormPattern(form, re.compile(f"{pattern}{about}{ANYTHING}"), strangers, subject)


FORMS: tuple[FormPattern, ...] = (
    # Two people beside each other.
    _write(
        QuestionForm.PAIR,
        rf"(?:compare )?{NAME}(?:(?:vs|versus|v|against) {NAME})+",
        strangers=True,
        subject=False,
    ),
    _write(QuestionForm.PAIR, rf"compare {NAME}(?:(?:with|and|to|or) )?{NAMES}", strangers=True, subject=False),
    _write(
        QuestionForm.PAIR,
        rf"(?:what (?:{BE})?|where (?:{BE})?)?(?:the )?(?:differences?|disagreements?|debate) between {NAMES}",
        strangers=True,
        subject=False,
    ),
    _write(
        QuestionForm.PAIR,
        rf"(?:(?:where|how|what|why|on what|when) )?(?:{DO})?{NAMES}(?:{PART}|{AGREE}){WITH}(?:{NAMES})?",
        strangers=True,
        subject=False,
    ),
    # Who is far from somebody, and who is near.
    _write(
        QuestionForm.APART,
        rf"{WHOEVER}{MOST}(?:{DO}|{BE})?(?:{DISAGREE}|(?:against|furthest|farthest) ){MOST}{WITH}{NAMES}{MOST}",
        strangers=True,
        subject=False,
    ),
    _write(QuestionForm.APART, rf"whom? {DO}{NAMES}{MOST}{DISAGREE}{MOST}{WITH}{MOST}", strangers=True, subject=False),
    _write(
        QuestionForm.NEAR,
        rf"{WHOEVER}{MOST}(?:{DO}|{BE})?(?:{AGREE}|(?:nearest|closest) ){MOST}{WITH}{NAMES}{MOST}",
        strangers=True,
        subject=False,
    ),
    _write(QuestionForm.NEAR, rf"whom? {DO}{NAMES}{MOST}{AGREE}{MOST}{WITH}{MOST}", strangers=True, subject=False),
    # What somebody means by a word.
    _write(QuestionForm.MEANING, rf"what {DO}{NAMES}mean by ", strangers=True, about=""),
    _write(QuestionForm.MEANING, rf"how {DO}{NAMES}define ", strangers=True, about=""),
    _write(QuestionForm.MEANING, rf"(?:what {BE})?{NAMES}definitions? of ", strangers=True, about=""),
    # What somebody says of something.
    _write(QuestionForm.SAYS, rf"(?:what (?:{BE})?)?(?:the )?{NAMES}{VIEW}", strangers=True, subject=False),
    _write(QuestionForm.SAYS, rf"(?:what {BE})?(?:the )?{VIEW}of {NAMES}", strangers=True, subject=False),
    _write(
        QuestionForm.SAYS, rf"(?:what|why|how|when|where|whether) {DO}{NAMES}{EVER}{SAY}", strangers=True, subject=False
    ),
    _write(QuestionForm.SAYS, rf"(?:what|why|how|when|where|whether) (?:{DO}|{BE}){KNOWN}{EVER}"),
    _write(QuestionForm.SAYS, rf"(?:what|why|how) {NAMES}(?:{DO})?{EVER}{SAY}", strangers=True, subject=False),
    _write(QuestionForm.SAYS, rf"(?:{DO}|{BE}){NAMES}{EVER}{SAY}", strangers=True),
    _write(QuestionForm.SAYS, rf"(?:{DO}|{BE}){KNOWN}{EVER}"),
    _write(QuestionForm.SAYS, rf"{KNOWN}(?:on|about|regarding|re) ", about=""),
    _write(QuestionForm.SAYS, rf"{KNOWN}{SAY}"),
    # What anybody says of something, or means by it.
    _write(QuestionForm.MEANING, rf"what {DO}{EVERYBODY}mean by ", about=""),
    _write(QuestionForm.MEANING, rf"how {DO}{EVERYBODY}define ", about=""),
    _write(QuestionForm.MEANING, rf"what {BE}(?:meant by |the (?:meaning|definition) of )", about=""),
    _write(QuestionForm.MEANING, r"(?:define|(?:the )?(?:definitions?|meaning) of) ", about=""),
    FormPattern(QuestionForm.MEANING, re.compile(r"what does (?P<rest>.+)mean $")),
    FormPattern(QuestionForm.MEANING, re.compile(rf"how {BE}(?P<rest>.+)defined $")),
    _write(QuestionForm.SAYS, rf"(?:what|why|how|where|when) {DO}{EVERYBODY}{EVER}{SAY}"),
    _write(QuestionForm.WHO, rf"{WHOEVER}{MOST}(?:(?:{DO}|{BE}){EVER})?(?:{SAY})?"),
    _write(QuestionForm.MEANING, rf"what {BE}", about=""),
)
"""The forms in the order in which they are tried: the first that fits holds."""
