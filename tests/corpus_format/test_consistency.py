"""What must hold between the records of a folder; each breach is told with file, line and cure."""

import pytest

from explorer.corpus_format.reader import read_corpus
from tests import corpora
from tests.corpora import EPISODE
from tests.corpus_format.conftest import assert_told, problems

PASSAGES = f"{EPISODE}/talk-1-transcript.passages.yaml"
CLAIMS = f"{EPISODE}/claims.yaml"
STANCES = f"{EPISODE}/stances.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("speakers.yaml", "slug: bob-two", "slug: ada-one", "'ada-one' is already the speaker at speakers.yaml:1"),
        ("series.yaml", "slug: talks", "slug: bob-two", "'bob-two' is already the speaker at speakers.yaml:5"),
        ("topics.yaml", "slug: embodiment", "slug: scaling", "'scaling' is already the topic at topics.yaml:1"),
        (CLAIMS, "slug: bob-scale-enough", "slug: talk-1", "'talk-1' is already the episode at"),
        (PASSAGES, "id: talk-1-transcript-2", "id: talk-1-transcript-1", "is already the passage at"),
        (CLAIMS, "topic: scaling", "topic: scalling", "there is no topic 'scalling'; add it, or correct the slug (did"),
        (
            CLAIMS,
            "point: enough",
            "point: enogh",
            "'scaling' has no point 'enogh'; add it there, or correct",
        ),
        ("topics.yaml", "id: enough", "id: dead-end", "'dead-end' stands twice in points"),
        (CLAIMS, "speaker: bob-two", "speaker: bobo-two", "there is no speaker 'bobo-two'"),
        (CLAIMS, "asserter: bob-two", "asserter: zoe", "there is no speaker 'zoe'; add it, or correct the slug"),
        (CLAIMS, "source: talk-1-transcript", "source: talk-1-tanscript", "(did you mean 'talk-1-transcript'?)"),
        (STANCES, "speaker: bob-two", "speaker: nobody", "there is no speaker 'nobody'"),
        (STANCES, "topic: embodiment", "topic: body", "there is no topic 'body'"),
        (STANCES, "rationale: Calls", "carried_by: [x]\n  rationale: Calls", "there is no claim 'x'"),
        (
            STANCES,
            "rationale: Calls",
            "carried_by: [bob-scale-enough]\n  rationale: Calls",
            "'bob-scale-enough' is held by 'bob-two'; name a claim of position of the same speaker, topic and episode",
        ),
        (
            STANCES,
            "rationale: Was asked",
            "carried_by: [bob-scale-enough]\n  rationale: Was asked",
            "'bob-scale-enough' is no claim of position on 'embodiment'; name",
        ),
        (f"{EPISODE}/errata.yaml", "source: talk-1-transcript", "source: x", "there is no source 'x'"),
        (f"{EPISODE}/episode.yaml", "series: talks", "series: talk", "there is no series 'talk'"),
        (f"{EPISODE}/episode.yaml", "Bob: bob-two", "Bob: bob", "there is no speaker 'bob'"),
        (f"{EPISODE}/episode.yaml", "- speaker: bob-two", "- speaker: x", "there is no speaker 'x'"),
        (f"{EPISODE}/episode.yaml", "- speaker: bob-two", "- speaker: ada-one", "'ada-one' stands twice in appear"),
        (f"{EPISODE}/episode.yaml", "slug: talk-1", "slug: talk-2", "differs from the name of its folder 'talk-1'"),
        (f"{EPISODE}/episode.yaml", "sha256: ", "sha256: " + "0" * 64 + " #", "has the SHA-256 "),
        (PASSAGES, "speaker: bob-two", "speaker: bob", "there is no speaker 'bob'"),
        (PASSAGES, "id: talk-1-transcript-2", "id: talk-2", "the passage id 'talk-2' is not of this source"),
        (PASSAGES, "answers: talk-1-transcript-3", "answers: talk-1-transcript-9", "there is no passage"),
        (PASSAGES, "start: 45", "start: 37", "starts at 37, before the end of 'talk-1-transcript-1' at 38"),
        (PASSAGES, "start: 89", "start: 6", "put passages in the order of the text"),
        ("relations.yaml", "to: bob-scale-enough", "to: bob-scale", "there is no claim 'bob-scale'"),
        ("relations.yaml", "to: bob-scale-enough", "to: ada-scale-dead-end", "the claim is related to itself"),
        ("contrasts.yaml", "- bob-two", "- bob", "there is no speaker 'bob'"),
        ("contrasts.yaml", "topic: scaling", "topic: scale", "there is no topic 'scale'"),
        ("contrasts.yaml", "  kind:", "  rests_on: [ada-scale]\n  kind:", "there is no claim 'ada-scale'"),
        ("speakers.yaml", "    - Ada", "    - Bob Two", "the alias 'Bob Two' already stands for 'bob-two'"),
        ("speakers.yaml", "    - Ada", "    - Ada\n    - Ada", "the alias 'Ada' already stands for 'ada-one'"),
        (
            "synonyms.yaml",
            "    - LLM",
            "    - Scaling Law",
            "'Scaling Law' already stands in the group of 'scaling law' (sy",
        ),
        ("synonyms.yaml", "term: large language model", "term: Scaling hypothesis", "already stands in the group of"),
        (CLAIMS, "topic: embodiment", "topic: scaling", "'scaling' stands twice in topics"),
        (STANCES, "topic: embodiment", "topic: scaling", "the stance is of the same speaker on the same topic as at"),
    ],
)
def test_what_does_not_hold_between_records_is_told_with_file_line_and_cure(folder, file, old, new, message):
    assert_told(folder, file, old, new, message)


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("relations.yaml", "the relation is between the same claims as at relations.yaml:1"),
        ("contrasts.yaml", "the contrast is between the same speakers on the same topic as at contrasts.yaml:1"),
    ],
)
def test_a_pair_stands_once(folder, file, message):
    text = (folder / file).read_text()
    (folder / file).write_text(text + text)
    assert problems(folder) == [f"{file}:{text.count(chr(10)) + 1}: {message}; change or remove one of them"]


def test_two_claims_of_one_holder_cannot_say_the_same(folder):
    corpora.edit(folder, CLAIMS, "speaker: bob-two", "speaker: ada-one")
    line = corpora.edit(folder, CLAIMS, "Scale is probably enough.", "scale IS  a dead end")
    [problem] = problems(folder)
    assert problem.startswith(f"{CLAIMS}:{line}: the claim has the same holder and statement as at {CLAIMS}:1;")


def test_the_same_document_twice_in_an_episode_is_refused(folder):
    episode = folder / EPISODE / "episode.yaml"
    text = episode.read_text()
    second = text[text.index("  - slug: talk-1-transcript") :].replace("slug: talk-1-transcript", "slug: talk-1-copy")
    episode.write_text(text + second)
    (folder / EPISODE / "talk-1-copy.txt").write_bytes(corpora.TEXT.encode())
    assert any("stands twice in sources, first at" in problem for problem in problems(folder))


@pytest.fixture
def second_talk(folder):
    """Return the folder of a second episode, which holds one document and no claims."""
    other = folder / "episodes/talk-2"
    other.mkdir()
    raw = b"Ada: Other words.\n"
    text = corpora.episode_yaml(raw).replace("talk-1", "talk-2").replace("number: 1", "number: 2")
    (other / "episode.yaml").write_text(text)
    (other / "talk-2-transcript.txt").write_bytes(raw)
    assert read_corpus(folder)
    return other


def test_a_stance_that_a_claim_of_another_episode_carries_is_refused(folder, second_talk):
    link = "topics:\n  - topic: scaling\n    bearing: position\n"
    words = "source: talk-2-transcript\n    exact: Other words.\n    asserter: ada-one\n    basis: contextual\n"
    said = f"slug: later\n  speaker: ada-one\n  statement: It is.\n  {link}  evidence:\n  - {words}"
    (second_talk / "claims.yaml").write_text(f"- {said}")
    line = corpora.edit(folder, STANCES, "rationale: Calls", "carried_by: [later]\n  rationale: Calls")
    [problem] = problems(folder)
    assert problem.startswith(f"{STANCES}:{line}: 'later' is a claim of the episode 'talk-2'; name a claim of position")


@pytest.mark.usefixtures("second_talk")
def test_a_quotation_from_another_episode_is_refused(folder):
    line = corpora.edit(folder, CLAIMS, "source: talk-1-transcript", "source: talk-2-transcript")
    assert problems(folder) == [
        f"{CLAIMS}:{line}: 'talk-2-transcript' is a source of the episode 'talk-2'; quote one of this episode"
    ]


def test_a_pair_is_judged_once_a_round_by_known_verdicts(folder):
    judged = (
        "- claim: ada-scale-dead-end\n  round: 1\n  read_on: 2026-11-26\n  statement: It is so.\n"
        "  quotations: 0123456789ab\n  verdicts:\n    reader-1: carried\n"
    )
    (folder / "judgements.yaml").write_text(judged + judged)
    assert problems(folder) == [
        "judgements.yaml:8: the pair is read in the same round as at judgements.yaml:1; change or remove one of them"
    ]
    (folder / "judgements.yaml").write_text(judged.replace("carried", "so-so"))
    assert "judgements.yaml:7: 'so-so' is no " in problems(folder)[0]
    (folder / "judgements.yaml").write_text(judged.replace("dead-end", "alive"))
    assert "there is no claim 'ada-scale-alive'" in problems(folder)[0]


def test_a_contrast_rests_on_a_claim_once(folder):
    corpora.edit(folder, "contrasts.yaml", "  kind:", "  rests_on: [ada-scale-dead-end, ada-scale-dead-end]\n  kind:")
    [problem] = problems(folder)
    assert "'ada-scale-dead-end' stands twice in rests_on, first at contrasts.yaml:5; remove one" in problem


def test_a_contrast_rests_on_nobody_elses_claim_and_on_none_of_another_topic(folder):
    corpora.edit(folder, "contrasts.yaml", "  kind:", "  rests_on: [ada-scale-dead-end, bob-scale-enough]\n  kind:")
    corpora.edit(folder, "contrasts.yaml", "topic: scaling", "topic: embodiment")
    told = problems(folder)
    assert all("is not on the topic 'embodiment'; name a claim that is, or link it" in problem for problem in told)
    assert told
