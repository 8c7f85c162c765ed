"""A folder is loaded with its counts, or every problem is named with file, line and cure."""

from pathlib import Path

import pytest
from django.core.management import call_command

from explorer.models import Claim, Episode
from tests import corpora
from tests import factories as make
from tests.corpora import DOCUMENT, EPISODE
from tests.management.commands.conftest import fail
from tests.snapshots import snapshot

CLAIMS = f"{EPISODE}/claims.yaml"


@pytest.mark.django_db
def test_load_corpus_prints_counts(folder, capsys):
    call_command("load_corpus", str(folder))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["added", "changed", "unchanged", "removed"]
    assert ["claims", "2", "0", "0", "0"] in [line.split() for line in lines]
    call_command("load_corpus", str(folder))
    assert ["claims", "0", "0", "2", "0"] in [line.split() for line in capsys.readouterr().out.splitlines()]


@pytest.mark.django_db
def test_load_corpus_says_what_the_folder_lacks_and_replaces_it(folder, capsys):
    make.SpeakerFactory(slug="zoe")
    call_command("load_corpus", str(folder))
    assert "The folder lacks speaker zoe, which the database keeps." in capsys.readouterr().out
    call_command("load_corpus", str(folder), "--replace")
    out = capsys.readouterr().out
    assert "zoe" not in out
    assert ["speakers", "0", "0", "2", "1"] in [line.split() for line in out.splitlines()]


@pytest.mark.django_db
def test_load_corpus_can_be_tried_first(folder, capsys):
    before = snapshot()
    call_command("load_corpus", str(folder), "--dry-run")
    assert "Nothing was kept: this was a dry run." in capsys.readouterr().out
    assert snapshot() == before


@pytest.mark.django_db
def test_load_corpus_if_empty_leaves_episodes_alone(folder, capsys):
    call_command("load_corpus", str(folder), "--if-empty")
    assert Episode.objects.count() == 1
    Claim.objects.filter(slug="bob-scale-enough").update(statement="Edited.")
    call_command("load_corpus", str(folder), "--if-empty")
    assert "holds episodes already" in capsys.readouterr().out
    assert Claim.objects.filter(statement="Edited.").exists()


def latin_1(folder: Path) -> tuple[str, int]:
    raw = corpora.TEXT.replace("🧠", "é").encode("latin-1")
    (folder / DOCUMENT).write_bytes(raw)
    (folder / EPISODE / "episode.yaml").write_text(corpora.episode_yaml(raw))
    return DOCUMENT, 1


def missing(folder: Path) -> tuple[str, int]:
    (folder / DOCUMENT).unlink()
    return f"{EPISODE}/episode.yaml", 18


def edited(file: str, old: str, new: str):
    return lambda folder: (file, corpora.edit(folder, file, old, new))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("damage", "cure"),
    [
        (edited(CLAIMS, "exact: I suspect", "exact: I expect"), "quote it character by character"),
        (edited(CLAIMS, "slug: bob-scale-enough", "slug: ada-scale-dead-end"), "give this claim another slug"),
        (edited(CLAIMS, "topic: embodiment", "topic: embodyment"), "(did you mean 'embodiment'?)"),
        (latin_1, "save the file as UTF-8"),
        (missing, "put it there as it was obtained, or remove the source"),
        (edited(f"{EPISODE}/episode.yaml", "sha256: ", f"sha256: {'0' * 64} #"), "put the document back"),
        (edited("topics.yaml", "slug: scaling", "slug: &a [&b [x, x], *b]"), "write it out"),
        (edited("topics.yaml", "question: Is", "question: Is it: Is"), "correct the indentation"),
    ],
    ids=["word", "slug", "topic", "latin-1", "missing", "checksum", "bomb", "syntax"],
)
@pytest.mark.parametrize("is_loaded", [False, True], ids=["empty", "loaded"])
def test_load_corpus_names_file_line_and_cure_and_leaves_the_database_alone(folder, capsys, damage, cure, is_loaded):
    if is_loaded:
        call_command("load_corpus", str(folder))
    file, line = damage(folder)
    lines = fail(capsys, "load_corpus", str(folder))
    assert any(one.startswith(f"{folder}/{file}:{line}: ") and cure in one for one in lines), lines


@pytest.mark.django_db
def test_load_corpus_refuses_a_folder_without_a_corpus(tmp_path, capsys):
    assert "there is no corpus here" in fail(capsys, "load_corpus", str(tmp_path))[0]
