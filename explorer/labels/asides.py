"""What stands among turns and is no turn of anybody who is labelled: notes, questions set apart, credits."""

import re

_EMPHASISED = re.compile(r"(\*{1,3}|_{1,2})(?![\s*_])(.{0,4000}?)(?<![\s*_])\1[.:]?", re.DOTALL)
_NOTE = re.compile(r"[*_]{0,3}(?:\[[^\[\]]{0,4000}\]|\([^()]{0,4000}\)|【[^】]{0,4000}】)[*_]{0,3}[.]?")
_FEWEST_NOTE_WORDS = 2
_RECORDER = re.compile(
    r".{0,100}\b(?:started|stopped|joined|left|began|ended) (?:the )?"
    r"(?:transcription|transcribing|recording|meeting|call)\b.{0,40}",
    re.IGNORECASE,
)
_CREDITS = re.compile(
    r"(?:[*_#>\-–—•\[(\s©]{0,6})(?:"
    r"transcri(?:bed|ption|pt)\b|subtitles\b|captions?\b|"
    r"(?:auto(?:matically)?[- ])?(?:generated|captioned|subtitled)\b|"
    r"(?:this|the|our)\s(?:\w{1,20}\s){0,3}?(?:transcript|transcription|interview|conversation|episode|recording|article|text|"
    r"podcast|show|program|page|copy)\s(?:\w{1,20}\s){0,2}?(?:was|is|has|have|may|might|can|could|appeared|originally)\s"
    r"(?:\w{1,20}\s){0,2}?(?:made|edited|transcribed|generated|produced|recorded|condensed|shortened|lightly|provided|created|"
    r"contain|hold|not|published|copyright|licensed|hosted|appeared|available|prepared|computer|automatically|machine)|"
    r"(?:edited|produced|recorded|mixed|hosted|written|translated|music|artwork|sound|photo(?:graph)?s?|engineering|mastered|"
    r"published|presented|sponsored)\s(?:and\s\w{1,20}\s)?(?:by|from|courtesy|design|in|on)\b|"
    r"subscribe\b|sign up\b|follow (?:us|me|the)\b|share this\b|read more\b|related\b|see also\b|further reading\b|"
    r"show notes\b|(?:about|meet) the (?:guest|author|host|speaker|show|podcast)|copyright\b|all rights\b|©|"
    r"(?:meeting|recording|call|transcript|interview|audio|video) (?:ended|ends|stopped|finished|over)\b|"
    r"end of (?:the )?(?:transcript|interview|recording|audio|tape|meeting|conversation)|"
    r"(?:sign|listen|download|available|support us|support the|donate|rate|review)\b"
    r".{0,60}(?:on|at|to|us|newsletter)\b|"
    r"footnotes?\b|endnotes?\b|references\b|notes\b|credits\b|links\b|sources\b|disclaimer\b|"
    r"read (?:full|the|original)\b|view original\b|\d{1,3} comments?\b"
    r")",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.\w|[\w.+-]{1,64}@[\w-]{1,64}\.\w")
_LONGEST_WITH_ADDRESS = 300
_ITEM = re.compile(r"(?:[-*+•]\s{1,3}|\d{1,3}[.)]\s{1,3}|\[\^?\d{1,3}\]|\^|†)\S")


def reason_of_aside(text: str) -> str | None:
    """Return why a paragraph that has no label is none of the turn above it, None where it may be."""
    if len(text.split()) >= _FEWEST_NOTE_WORDS and _NOTE.fullmatch(text):
        return "a note in brackets"
    if match := _EMPHASISED.fullmatch(text):
        inside = match[2]
        if match[1] not in inside:
            return "a paragraph set apart in bold or italics without a name"
    if _RECORDER.fullmatch(text):
        return "a line of the recorder"
    return None


def reason_of_ending(text: str) -> str | None:
    """Return why what stands below the last turn is none of it, None where it may go on."""
    if _CREDITS.match(text):
        return "credits or notes below the last turn"
    if len(text) <= _LONGEST_WITH_ADDRESS and _ADDRESS.search(text):
        return "an address below the last turn"
    if _ITEM.match(text):
        return "a list below the last turn"
    return None
