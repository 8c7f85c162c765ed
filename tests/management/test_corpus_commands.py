"""The commands at the edge: counts on stdout, problems as ``file:line`` on stderr, and an exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from explorer.models import Claim, Episode, Source
from explorer.parsers import decode, parse
from tests import corpora
from tests import factories as make
from tests.corpora import DOCUMENT, EPISODE
from tests.snapshots import snapshot

CLAIMS = f"{EPISODE}/claims.yaml"
DOCUMENTS = sorted((settings.BASE_DIR / "fixtures").glob("episodes/*/*.[tm][xd]*"))
EXAMPLES = sorted(path for path in (settings.BASE_DIR / "tests/data").glob("*/*") if path.is_file())
WORDS = "# Words\n\n**Ada:** One.\n\n**Eve:** Two.\n\n**Ada:** Three.\n\n**Eve:** Four.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return corpora.make_corpus(tmp_path / "corpus")


def fail(capsys, *command: str) -> list[str]:
    """Run a command that must fail and leave the database as it was; return what it printed to stderr."""
    before = snapshot()
    with pytest.raises(SystemExit) as caught:
        call_command(*command)
    assert caught.value.code == 1
    assert snapshot() == before
    return capsys.readouterr().err.splitlines()


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


@pytest.mark.django_db
def test_dump_corpus_writes_the_folder(folder, tmp_path, capsys):
    call_command("load_corpus", str(folder))
    call_command("dump_corpus", str(tmp_path / "dump"))
    assert f"Wrote 12 files to {tmp_path / 'dump'}." in capsys.readouterr().out
    assert (tmp_path / "dump" / DOCUMENT).read_bytes() == corpora.TEXT.encode()


@pytest.mark.django_db
def test_dump_corpus_refuses_a_folder_that_is_not_its_own(tmp_path, capsys):
    (tmp_path / "letter.txt").write_text("dear")
    [line] = fail(capsys, "dump_corpus", str(tmp_path))
    assert "holds other files and no corpus; name an empty or a new folder" in line


@pytest.mark.django_db
def test_check_corpus_passes_or_lists_what_is_wrong(folder, capsys):
    call_command("load_corpus", str(folder))
    call_command("check_corpus")
    assert "Every quotation, checksum and coding rule holds." in capsys.readouterr().out
    Source.objects.update(text="other")
    lines = fail(capsys, "check_corpus")
    assert any(line.startswith("evidence: ada-scale-dead-end talk-1-transcript 5: ") for line in lines)


@pytest.mark.django_db
def test_import_source_imports_and_says_what(folder, tmp_path, capsys):
    call_command("load_corpus", str(folder))
    capsys.readouterr()
    document = tmp_path / "Words.MD"
    document.write_text(WORDS)
    options = ["import_source", str(document), "--episode", "talk-1", "--slug", "words", "--writer", "W"]
    call_command(*options)
    printed = capsys.readouterr()
    assert printed.out == "Imported 'words' into 'talk-1': 4 turn.\n"
    assert "warning: no speaker is known as “Eve”" in printed.err
    source = Source.objects.get(slug="words")
    assert (source.writer, source.extension) == ("W", "md")
    call_command(*options)
    assert "holds this document already, as 'words': nothing changed." in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--episode", "talk-9"], "there is no episode 'talk-9'"),
        ([], "name the episode that the document is about with --episode SLUG"),
        (["--episode", "talk-9", "--json"], "add --dry-run"),
    ],
)
def test_import_source_refuses_with_the_cure(tmp_path, capsys, options, message):
    document = tmp_path / "words.md"
    document.write_text(WORDS)
    assert message in fail(capsys, "import_source", str(document), *options)[0]


@pytest.mark.django_db
def test_import_source_refuses_a_file_that_is_not_there(tmp_path, capsys):
    assert "cannot be read" in fail(capsys, "import_source", str(tmp_path / "x"), "--episode", "talk-1")[0]


def test_import_source_shows_a_document_in_words(capsys):
    call_command("import_source", str(DOCUMENTS[0]), "--dry-run")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith(" passages")
    assert lines[1].split()[0] == "1"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_import_source_prints_a_document_as_json_without_a_database(document, tmp_path):
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/no/such/folder/db.sqlite3"}
    command = [sys.executable, "manage.py", "import_source", str(document), "--episode", "none", "--dry-run", "--json"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, check=True)
    text = done.stdout.decode()
    assert json.loads(text) == json.loads(json.dumps(parse(decode(document.read_bytes())).as_json()))
    assert text.startswith('{\n  "format": ')
    assert "\\u" not in text


@pytest.mark.parametrize("document", EXAMPLES, ids=lambda path: path.name)
def test_import_source_prints_a_document_of_every_format_as_json(document, capsys):
    call_command("import_source", str(document), "--dry-run", "--json")
    printed = json.loads(capsys.readouterr().out)
    assert printed["format"] == document.parent.name
    assert list(printed) == ["format", "title", "metadata", "text", "passages", "ignored", "warnings"]
    assert printed["passages"]
    assert all(printed["text"][one["start"] : one["end"]] == one["text"] for one in printed["passages"])


def test_import_source_reads_a_document_as_the_format_named(tmp_path, capsys):
    file = tmp_path / "words.vtt"
    file.write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nWords.\n")
    call_command("import_source", str(file), "--dry-run", "--format", "plain-text")
    assert capsys.readouterr().out.startswith("plain-text: ")


def test_a_database_that_is_not_there_is_told_with_the_cure(folder, tmp_path):
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"}
    command = [sys.executable, "manage.py", "load_corpus", str(folder)]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert "run manage.py migrate, or correct DATABASE_URL" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.django_db
def test_make_corpus_writes_a_folder_that_loads(tmp_path, capsys):
    call_command("make_corpus", "--episodes=3", "--seed=7", "--topics=6", f"--into={tmp_path / 'made'}")
    assert "files to" in capsys.readouterr().out
    assert not Episode.objects.exists()

    call_command("load_corpus", str(tmp_path / "made"))
    assert Episode.objects.count() == 3


@pytest.mark.django_db
def test_make_corpus_fills_an_empty_database_and_refuses_any_other(capsys):
    call_command("make_corpus", "--episodes=2", "--topics=6")
    assert Episode.objects.count() == 2

    assert "DATA_DIR" in fail(capsys, "make_corpus", "--episodes=2")[0]


@pytest.mark.django_db
def test_make_corpus_refuses_a_size_that_is_none(capsys):
    assert fail(capsys, "make_corpus", "--episodes=0") == ["0 episodes make no corpus; ask for 1 or more"]
