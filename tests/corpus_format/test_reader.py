"""Reading a folder: all of it with its places, or every problem with file, line and cure."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.corpus_format.reader import read_corpus
from explorer.errors import CorpusError
from tests import corpora
from tests.corpora import DOCUMENT, EPISODE

PASSAGES = f"{EPISODE}/talk-1-transcript.passages.yaml"
CLAIMS = f"{EPISODE}/claims.yaml"
STANCES = f"{EPISODE}/stances.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return corpora.make_corpus(tmp_path / "corpus")


def problems(folder: Path) -> list[str]:
    with pytest.raises(CorpusError) as caught:
        read_corpus(folder)
    return [str(problem) for problem in caught.value.problems]


def test_a_folder_is_read_with_its_places(folder):
    corpus = read_corpus(folder)
    assert [speaker.record.slug for speaker in corpus.speakers] == ["ada-one", "bob-two"]
    assert len(corpus.topics) == 2
    assert len(corpus.passages) == 4
    assert corpus.sources[0].raw == corpora.TEXT.encode()
    claim = corpus.claims[1]
    assert (claim.file, claim.line) == (CLAIMS, corpora.CLAIMS[: corpora.CLAIMS.index("- slug: bob")].count("\n") + 1)
    assert claim.problem("x", "evidence", 0, "exact").line == claim.line + 10


def test_files_that_may_be_absent_or_empty_hold_nothing(folder):
    for file in ["relations.yaml", "contrasts.yaml", "synonyms.yaml", STANCES, f"{EPISODE}/errata.yaml"]:
        (folder / file).unlink()
    (folder / "contrasts.yaml").write_text("# none yet\n")
    corpus = read_corpus(folder)
    assert (
        corpus.relations
        == corpus.contrasts
        == corpus.synonyms
        == corpus.episodes[0].stances
        == corpus.episodes[0].errata
        == ()
    )


def test_prose_and_hidden_files_are_left_alone(folder):
    for file in ["CODING.md", ".gitkeep", "notes.txt", f"{EPISODE}/.DS_Store", f"{EPISODE}/README.md"]:
        (folder / file).write_text("x: y")
    assert read_corpus(folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("speakers.yaml", "slug: bob-two", "slug: ada-one", "'ada-one' is already the speaker at speakers.yaml:1"),
        ("series.yaml", "slug: talks", "slug: bob-two", "'bob-two' is already the speaker at speakers.yaml:5"),
        ("topics.yaml", "slug: embodiment", "slug: scaling", "'scaling' is already the topic at topics.yaml:1"),
        (CLAIMS, "slug: bob-scale-enough", "slug: talk-1", "'talk-1' is already the episode at"),
        (PASSAGES, "id: talk-1-transcript-2", "id: talk-1-transcript-1", "is already the passage at"),
        (CLAIMS, "topic: scaling", "topic: scalling", "there is no topic 'scalling'; add it, or correct the slug (did"),
        (CLAIMS, "speaker: bob-two", "speaker: bobo-two", "there is no speaker 'bobo-two'"),
        (CLAIMS, "asserter: bob-two", "asserter: zoe", "there is no speaker 'zoe'; add it, or correct the slug"),
        (CLAIMS, "source: talk-1-transcript", "source: talk-1-tanscript", "(did you mean 'talk-1-transcript'?)"),
        (STANCES, "speaker: bob-two", "speaker: nobody", "there is no speaker 'nobody'"),
        (STANCES, "topic: embodiment", "topic: body", "there is no topic 'body'"),
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
        (CLAIMS, "exact: I", "exact: &x I", "the anchor '&x' is refused"),
        (CLAIMS, "statement: Scale is p", "statement: Scale: is p", "this is no YAML"),
        (CLAIMS, "mode: hedged", "mode: maybe", "'maybe' is no mode; use asserted, hedged or conditional"),
    ],
)
def test_a_fault_is_reported_with_file_line_and_cure(folder, file, old, new, message):
    line = corpora.edit(folder, file, old, new)
    found = [problem for problem in problems(folder) if message in problem]
    assert found, problems(folder)
    places = {f"{file}:{number}: " for number in (line, line + 1)}
    assert any(problem.startswith(place) for problem in found for place in places), (line, found)
    assert all(";" in problem for problem in found)


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


def test_a_missing_document_is_named_where_its_source_is_described(folder):
    (folder / DOCUMENT).unlink()
    line = corpora.episode_yaml(b"").split("- slug: talk-1-transcript")[0].count("\n") + 1
    [problem] = problems(folder)
    assert problem.startswith(f"{EPISODE}/episode.yaml:{line}: the document {DOCUMENT} is missing; put it there")


def test_a_latin_1_document_is_named_with_its_line(folder):
    raw = corpora.TEXT.replace("🧠", "é").encode("latin-1")
    (folder / DOCUMENT).write_bytes(raw)
    (folder / EPISODE / "episode.yaml").write_text(corpora.episode_yaml(raw))
    assert problems(folder) == [f"{DOCUMENT}:1: byte 0xe9 is not UTF-8; save the file as UTF-8"]


def test_a_latin_1_record_file_is_named_with_its_line(folder):
    (folder / "series.yaml").write_bytes("- slug: talks\n  title: Débats\n".encode("latin-1"))
    assert problems(folder) == ["series.yaml:2: byte 0xe9 is not UTF-8; save the file as UTF-8"]


def test_the_same_document_twice_in_an_episode_is_refused(folder):
    episode = folder / EPISODE / "episode.yaml"
    text = episode.read_text()
    second = text[text.index("  - slug: talk-1-transcript") :].replace("slug: talk-1-transcript", "slug: talk-1-copy")
    episode.write_text(text + second)
    (folder / EPISODE / "talk-1-copy.txt").write_bytes(corpora.TEXT.encode())
    assert any("stands twice in sources, first at" in problem for problem in problems(folder))


def test_a_quotation_from_another_episode_is_refused(folder):
    other = folder / "episodes/talk-2"
    other.mkdir()
    raw = b"Ada: Other words.\n"
    text = corpora.episode_yaml(raw).replace("talk-1", "talk-2").replace("number: 1", "number: 2")
    (other / "episode.yaml").write_text(text)
    (other / "talk-2-transcript.txt").write_bytes(raw)
    assert read_corpus(folder)
    line = corpora.edit(folder, CLAIMS, "source: talk-1-transcript", "source: talk-2-transcript")
    assert problems(folder) == [
        f"{CLAIMS}:{line}: 'talk-2-transcript' is a source of the episode 'talk-2'; quote one of this episode"
    ]


@pytest.mark.parametrize("name", ["speaker.yaml", f"{EPISODE}/claim.yaml", f"{EPISODE}/notes.txt", "episodes/x.md"])
def test_a_file_that_would_be_passed_over_is_reported(folder, name):
    (folder / name).write_text("")
    assert problems(folder)[0].startswith(f"{name}: the file belongs to no record and would be passed over; ")


def test_an_episode_needs_its_own_file(folder):
    (folder / EPISODE / "episode.yaml").unlink()
    assert problems(folder) == [f"{EPISODE}/episode.yaml: the file is missing; describe the episode"]


def test_a_list_is_expected_where_records_are_listed(folder):
    (folder / "series.yaml").write_text("slug: talks\n")
    assert problems(folder) == ["series.yaml:1: the file must hold a list of series records; begin each with '- '"]


def test_a_folder_without_a_corpus_is_refused(tmp_path):
    assert "there is no corpus here" in problems(tmp_path)[0]
    assert "there is no corpus here" in problems(tmp_path / "nowhere")[0]


def test_every_problem_is_reported_at_once_and_none_twice(folder):
    corpora.edit(folder, "speakers.yaml", "name: Bob Two", "name:")
    corpora.edit(folder, CLAIMS, "topic: scaling", "topic: scalling")
    corpora.edit(folder, STANCES, "position: 1", "position: 7")
    found = problems(folder)
    assert len(found) == 3
    assert [problem.split(":")[0] for problem in found] == [CLAIMS, STANCES, "speakers.yaml"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text() | st.text(alphabet="-: \n[]{}'\"abslug#&*!|>"), file=st.sampled_from(["topics.yaml", CLAIMS]))
def test_any_text_in_a_file_gives_a_corpus_or_problems(tmp_path_factory, text, file):
    folder = corpora.make_corpus(tmp_path_factory.mktemp("fuzz") / "corpus")
    (folder / file).write_bytes(text.encode("utf-8", "surrogatepass"))
    with suppress(CorpusError):
        read_corpus(folder)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_with_a_damaged_line_gives_a_corpus_or_problems(tmp_path_factory, data):
    folder = corpora.make_corpus(tmp_path_factory.mktemp("fuzz") / "corpus")
    file = data.draw(st.sampled_from(sorted(path for path in corpora.copy_of(folder) if path.endswith(".yaml"))))
    lines = (folder / file).read_text().splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    lines[place] = data.draw(
        st.sampled_from(["", "x", "- 1", "  slug:", "  evidence: [1, {}]", "  status: [a]", "slug: {}"])
    )
    (folder / file).write_text("\n".join(lines))
    with suppress(CorpusError):
        read_corpus(folder)
