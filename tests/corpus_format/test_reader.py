"""Reading a folder: all of it with its places, or every problem with file, line and cure."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.corpus_format.reader import read_corpus
from explorer.errors import CorpusError
from tests import corpora
from tests.corpora import DOCUMENT, EPISODE
from tests.corpus_format.conftest import assert_told, problems

CLAIMS = f"{EPISODE}/claims.yaml"
STANCES = f"{EPISODE}/stances.yaml"


def test_a_folder_is_read_with_its_places(folder):
    corpus = read_corpus(folder)
    assert [speaker.record.slug for speaker in corpus.speakers] == ["ada-one", "bob-two"]
    assert len(corpus.topics) == 2
    assert len(list(corpus.episodes[0].passages)) == 4
    assert next(corpus.sources).raw == corpora.TEXT.encode()
    claim = corpus.episodes[0].claims[1]
    assert (claim.file, claim.line) == (CLAIMS, corpora.CLAIMS[: corpora.CLAIMS.index("- slug: bob")].count("\n") + 1)
    assert claim.problem("x", "evidence", 0, "exact").line == claim.line + 11


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
        (CLAIMS, "exact: I", "exact: &x I", "the anchor '&x' is refused"),
        (CLAIMS, "statement: Scale is p", "statement: Scale: is p", "this is no YAML"),
        (CLAIMS, "mode: hedged", "mode: maybe", "'maybe' is no mode; use asserted, hedged or conditional"),
    ],
)
def test_a_fault_is_reported_with_file_line_and_cure(folder, file, old, new, message):
    assert_told(folder, file, old, new, message)


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
