"""A document is imported, or shown as it parses, which needs no database."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command

from explorer.models import Appearance, Source
from explorer.parsers import decode, parse
from explorer.parsers.certainty import describe_doubt
from tests import factories as make
from tests.management.commands.conftest import fail

DOCUMENTS = sorted((settings.BASE_DIR / "fixtures").glob("episodes/*/*.[tm][xd]*"))


EXAMPLES = sorted(path for path in (settings.BASE_DIR / "tests/data").glob("*/*") if path.is_file())


WORDS = "# Words\n\n**Ada:** One.\n\n**Eve:** Two.\n\n**Ada:** Three.\n\n**Eve:** Four.\n"


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
def test_import_source_gives_parts_to_who_speaks_and_takes_a_host_by_name(folder, tmp_path, capsys):
    call_command("load_corpus", str(folder))
    make.SpeakerFactory(slug="eve-three", name="Eve")
    document = tmp_path / "words.md"
    document.write_text(WORDS)
    options = ["import_source", str(document), "--episode", "talk-1", "--slug", "words"]
    capsys.readouterr()
    assert (
        "the host 'Zoe' does not speak in the document; it labels Ada and Eve"
        in fail(capsys, *options, "--host", "Zoe")[0]
    )
    call_command(*options, "--host", "Eve")
    assert "Takes part now: Eve, host." in capsys.readouterr().out
    assert Appearance.objects.get(speaker__slug="eve-three").role == "host"


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


@pytest.mark.slow  # takes seconds
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_import_source_prints_a_document_as_json_without_a_database(document, tmp_path):
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/no/such/folder/db.sqlite3"}
    command = [sys.executable, "manage.py", "import_source", str(document), "--episode", "none", "--dry-run", "--json"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, check=True)
    text = done.stdout.decode()
    parsed = parse(decode(document.read_bytes()))
    assert json.loads(text) == json.loads(json.dumps({**parsed.as_json(), **describe_doubt(parsed)}))
    assert text.startswith('{\n  "format": ')
    assert "\\u" not in text


@pytest.mark.parametrize("document", EXAMPLES, ids=lambda path: path.name)
def test_import_source_prints_a_document_of_every_format_as_json(document, capsys):
    call_command("import_source", str(document), "--dry-run", "--json")
    printed = json.loads(capsys.readouterr().out)
    assert printed["format"] == document.parent.name
    keys = ["format", "title", "metadata", "text", "passages", "label_form", "near_misses", "ignored", "warnings"]
    assert list(printed) == [*keys, "names", "words"]
    assert printed["passages"]
    assert all(printed["text"][one["start"] : one["end"]] == one["text"] for one in printed["passages"])


def test_import_source_reads_a_document_as_the_format_named(tmp_path, capsys):
    file = tmp_path / "words.vtt"
    file.write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nWords.\n")
    call_command("import_source", str(file), "--dry-run", "--format", "plain-text")
    assert capsys.readouterr().out.startswith("plain-text: ")


DOUBTFUL = "Ada: One word.\n\nEve: Two.\n\nAda Three it was.\n\nEve: Four.\n\nAnd five.\n\nAda: Six.\n"


def test_import_source_tells_how_sure_it_is_who_speaks(tmp_path, capsys):
    file = tmp_path / "words.txt"
    file.write_text(DOUBTFUL)
    call_command("import_source", str(file), "--dry-run")
    shown = capsys.readouterr().out
    assert "labels: Name: words (4 lines, 2 names, 1 nearly so)\n" in shown
    assert "line 5 nearly is a label: Ada Three it was. (it opens with the name of a speaker, “Ada”, without" in shown
    assert "words of speech: 11; 45% under a label, 18% carried from one, 36% nobody's\n" in shown


def test_import_source_prints_the_doubt_as_json(tmp_path, capsys):
    file = tmp_path / "words.txt"
    file.write_text(DOUBTFUL)
    call_command("import_source", str(file), "--dry-run", "--json")
    printed = json.loads(capsys.readouterr().out)
    assert printed["label_form"] == {"shape": "Name: words", "lines": 4, "names": 2}
    assert [(miss["line"], miss["text"]) for miss in printed["near_misses"]] == [(5, "Ada Three it was.")]
    assert printed["words"] == {"own": 5, "carried": 2, "nobody": 4}
    assert printed["names"][0] == {"label": "Ada", "passages": 2, "begins": "One word."}
    assert [(passage["label"], passage["certainty"]) for passage in printed["passages"]] == [
        ("Ada", "own"),
        ("Eve", "own"),
        (None, None),
        ("Eve", "own"),
        ("Ada", "own"),
    ]


@pytest.mark.django_db
def test_import_source_reads_another_encoding_once_it_is_confirmed(tmp_path, capsys):
    file = tmp_path / "words.txt"
    file.write_bytes("Zoë: Où est Noël ?\n\nAda: Là.\n\nZoë: Ça va.\n\nAda: Bien sûr.\n".encode("cp1252"))
    told = fail(capsys, "import_source", str(file), "--dry-run")[0]
    assert "it looks like Windows-1252" in told
    assert "--encoding windows-1252" in told
    call_command("import_source", str(file), "--dry-run", "--encoding", "windows-1252")
    assert "Zoë: Où est Noël ?" in capsys.readouterr().out
