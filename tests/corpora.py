"""A small corpus folder for tests: two speakers, one episode, one document, two claims, a stance for each."""

import hashlib
from pathlib import Path

EPISODE = "episodes/talk-1"
DOCUMENT = f"{EPISODE}/talk-1-transcript.txt"
TEXT = (
    "Ada: Scale is a dead end. 🧠 I mean it.\n\n"
    "Bob: I suspect that scale is all you need.\n\n"
    "Ada: Scale is a dead end, I said.\n\n"
    "Bob: Right.\n"
)
SPANS = [(5, 38), (45, 82), (89, 117), (124, 130)]

SPEAKERS = """\
- slug: ada-one
  name: Ada One
  aliases:
    - Ada
- slug: bob-two
  name: Bob Two
"""
SERIES = """\
- slug: talks
  title: Talks
  url: https://example.org/
"""
TOPICS = """\
- slug: scaling
  question: Is scale enough?
  description: Whether more of the same will do.
  poles:
    first: Scale is a dead end
    second: Scale is all you need
  meanings:
    first: Says that scale cannot do.
    middle: Says that scale helps.
    second: Says that scale will do.
  points:
    - id: dead-end
      question: Is it a dead end?
      pole: first
    - id: enough
      question: Will it be enough?
      pole: second
  added: 2024-01-02
- slug: embodiment
  question: Does a mind need a body?
  description: Whether a mind needs a body.
  poles:
    first: It needs none
    second: It needs one
  meanings:
    first: Says that it needs none.
    second: Says that it needs one.
  added: 2024-01-02
"""
RELATIONS = """\
- from: ada-scale-dead-end
  to: bob-scale-enough
  kind: disputes
  reason: They say the opposite.
"""
CONTRASTS = """\
- topic: scaling
  speakers:
    - ada-one
    - bob-two
  kind: contradict
  reason: One says no, the other yes.
"""
SYNONYMS = """\
- term: scaling law
  also:
    - scaling hypothesis
- term: large language model
  also:
    - LLM
  narrower:
    - GPT-3
"""
CLAIMS = """\
- slug: ada-scale-dead-end
  speaker: ada-one
  statement: Scale is a dead end.
  status: published
  topics:
    - topic: scaling
      bearing: position
      point: dead-end
    - topic: embodiment
      bearing: context
  evidence:
    - source: talk-1-transcript
      exact: Scale is a dead end. 🧠 I mean it.
      asserter: ada-one
      basis: labelled
    - source: talk-1-transcript
      exact: Scale is a dead end
      suffix: ', I said'
      asserter: ada-one
      basis: labelled
- slug: bob-scale-enough
  speaker: bob-two
  statement: Scale is probably enough.
  role: prediction
  status: published
  topics:
    - topic: scaling
      bearing: position
      point: enough
  evidence:
    - source: talk-1-transcript
      exact: I suspect that scale is all you need.
      asserter: bob-two
      basis: labelled
      mode: hedged
"""
STANCES = """\
- speaker: ada-one
  topic: scaling
  position: -2
  rationale: Calls it a dead end, twice.
  status: published
- speaker: bob-two
  topic: scaling
  position: 1
  rationale: Suspects that it is all you need.
  status: published
- speaker: bob-two
  topic: embodiment
  code: no-clear-answer
  rationale: Was asked and did not say.
  status: draft
"""
ERRATA = """\
- source: talk-1-transcript
  exact: Right
  reading: Write
  reason: The transcriber misheard.
"""


def episode_yaml(text: bytes) -> str:
    """Return ``episode.yaml`` for a document with these bytes."""
    return f"""\
slug: talk-1
title: Ada and Bob on scale
number: 1
date: 2023-04-05
series: talks
links:
  - title: Page
    url: https://example.org/1
appearances:
  - speaker: ada-one
    role: guest
  - speaker: bob-two
    role: host
labels:
  Ada: ada-one
  Bob: bob-two
sources:
  - slug: talk-1-transcript
    title: Transcript
    format: markdown-transcript
    writer: A transcriber
    publisher: The talks
    rights: A third party's text.
    sha256: {hashlib.sha256(text).hexdigest()}
    read_in_full: 2024-02-03
"""


def passages_yaml() -> str:
    """Return ``passages.yaml`` of the document: three turns with speakers, and an assent."""
    speakers = ["ada-one", "bob-two", "ada-one", "bob-two"]
    rows = []
    for number, ((start, end), speaker) in enumerate(zip(SPANS, speakers, strict=True), start=1):
        rows.append(
            f"- id: talk-1-transcript-{number}\n  kind: turn\n  grade: transcript\n  speaker: {speaker}\n"
            f"  start: {start}\n  end: {end}\n"
        )
    rows[0] = rows[0].replace("  start:", "  start_time: 12.5\n  time_basis: own\n  start:")
    rows[3] += "  answers: talk-1-transcript-3\n  disposition: assent\n"
    return "".join(rows)


def make_corpus(folder: Path) -> Path:
    """Write the corpus into ``folder``, and return the folder."""
    raw = TEXT.encode()
    files = {
        "README.md": "About it.\n",
        "speakers.yaml": SPEAKERS,
        "series.yaml": SERIES,
        "topics.yaml": TOPICS,
        "relations.yaml": RELATIONS,
        "contrasts.yaml": CONTRASTS,
        "synonyms.yaml": SYNONYMS,
        f"{EPISODE}/episode.yaml": episode_yaml(raw),
        f"{EPISODE}/talk-1-transcript.passages.yaml": passages_yaml(),
        f"{EPISODE}/claims.yaml": CLAIMS,
        f"{EPISODE}/stances.yaml": STANCES,
        f"{EPISODE}/errata.yaml": ERRATA,
    }
    (folder / EPISODE).mkdir(parents=True)
    (folder / DOCUMENT).write_bytes(raw)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    return folder


def edit(folder: Path, file: str, old: str, new: str) -> int:
    """Replace the first ``old`` in a file of the folder; return its line, from 1."""
    path = folder / file
    before, found, after = path.read_bytes().decode().partition(old)
    assert found, f"{old!r} is not in {file}"
    path.write_bytes(f"{before}{new}{after}".encode())
    return before.count("\n") + 1


def copy_of(folder: Path) -> dict[str, bytes]:
    """Return the content of every file in a folder, by relative path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
