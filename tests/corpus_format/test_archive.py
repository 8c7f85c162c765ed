"""A folder into a zip and out of it: the same bytes each time, and nothing that an archive claims is believed."""

import io
import stat
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.corpus_format import archive
from explorer.corpus_format.archive import unpack, write_archive
from explorer.errors import CorpusError
from tests import corpora

FILES = [("topics.yaml", b"[]\n"), ("episodes/talk-1/talk-1.txt", "Schön. 🧠".encode())]


def packed(files=FILES):
    made = io.BytesIO()
    write_archive(files, made)
    return made.getvalue()


def zipped(files, **options):
    """Return a zip of members by name, made without the care of ``write_archive``; ``options`` are set on each."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files:
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            for key, value in options.items():
                setattr(member, key, value)
            target.writestr(member, content)
    return made.getvalue()


def refusal(raw, tmp_path):
    with pytest.raises(CorpusError) as caught:
        unpack(raw, tmp_path / "in" / "folder")
    assert not list(tmp_path.glob("*.txt"))
    return [str(problem) for problem in caught.value.problems]


def test_what_was_packed_is_unpacked(tmp_path):
    unpack(packed(), tmp_path / "folder")
    assert corpora.copy_of(tmp_path / "folder") == dict(sorted(FILES))
    assert packed() == packed()


def test_every_program_unpacks_files_that_can_be_read():
    with zipfile.ZipFile(io.BytesIO(packed())) as made:
        assert {member.external_attr >> 16 for member in made.infolist()} == {0o644}
        assert {name.split("/")[0] for name in made.namelist()} == {"debate-explorer"}


@pytest.mark.parametrize("top", ["", "my folder/", "debate-explorer/"])
def test_the_corpus_lies_at_the_top_or_in_the_one_folder_there(tmp_path, top):
    extra = [("__MACOSX/._x", b"?"), (top or "episodes/", b"")]
    unpack(zipped([(top + name, content) for name, content in FILES] + extra), tmp_path / "folder")
    assert corpora.copy_of(tmp_path / "folder") == dict(sorted(FILES))


@pytest.mark.parametrize("names", [["a/b/topics.yaml"], ["a/topics.yaml", "b/x.txt"], ["readme.txt"], []])
def test_a_corpus_that_lies_elsewhere_is_not_looked_for(tmp_path, names):
    [problem] = refusal(zipped([(name, b"[]") for name in names]), tmp_path)
    assert "there is no corpus" in problem
    assert "zip the folder that holds them" in problem


@pytest.mark.parametrize(
    "name",
    ["../out.txt", "/out.txt", "a/../../out.txt", "..\\out.txt", "C:/out.txt", "a//b", "a/./b", "a\x1b.txt", "x" * 301],
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    problems = refusal(zipped([*FILES, (name, b"[]")]), tmp_path)
    assert len(problems) == 1
    assert "the name" in problems[0]
    assert "\x1b" not in problems[0]
    assert not (tmp_path / "in").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"external_attr": (stat.S_IFLNK | 0o777) << 16}, "it is a link"),
        ({"external_attr": (stat.S_IFIFO | 0o666) << 16}, "it is a link or something else that is no file"),
        ({"compress_type": zipfile.ZIP_LZMA}, "compressed in a way that is not read"),
    ],
)
def test_what_is_no_plain_file_is_refused(tmp_path, options, words):
    assert all(words in problem for problem in refusal(zipped(FILES, **options), tmp_path))


def test_an_encrypted_file_is_refused(tmp_path):
    raw = bytearray(zipped(FILES))
    raw[raw.index(b"PK\1\2") + 8] |= 1
    assert "it is encrypted" in refusal(bytes(raw), tmp_path)[0]


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_a_file_that_is_there_twice_is_refused(tmp_path):
    assert "it is there twice" in refusal(zipped([*FILES, FILES[0]]), tmp_path)[0]


def test_a_file_where_a_folder_is_is_refused(tmp_path):
    assert "cannot be unpacked" in refusal(zipped([*FILES, ("episodes", b"x")]), tmp_path)[0]


@pytest.mark.parametrize("raw", [b"", b"PK", b"Dear reader,", packed()[:-30], packed()[10:], b"x" * 100_000])
def test_what_is_no_zip_is_refused_in_words(tmp_path, raw):
    [problem] = refusal(raw, tmp_path)
    assert "no zip" in problem


def test_a_file_that_does_not_match_its_checksum_is_refused(tmp_path):
    raw = bytearray(zipped([("topics.yaml", b"[]" * 50)], compress_type=zipfile.ZIP_STORED))
    raw[raw.index(b"[][]")] ^= 1
    assert "no zip that can be read" in refusal(bytes(raw), tmp_path)[0]


def test_a_bomb_is_stopped_while_it_unfolds(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MOST_BYTES", 1_000_000)
    raw = zipped([*FILES, ("bomb.txt", b"0" * 5_000_000)])
    assert len(raw) < 10_000
    assert "more than 1,000,000 bytes together" in refusal(raw, tmp_path)[0]
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.txt")) <= 1_000_000


def test_a_size_that_the_archive_understates_brings_no_more_than_it_says(tmp_path):
    raw = bytearray(zipped([*FILES, ("bomb.txt", b"0" * 100_000)]))
    size = (100_000).to_bytes(4, "little")
    for _ in range(raw.count(size)):
        place = raw.index(size)
        raw[place : place + 4] = (10).to_bytes(4, "little")
    assert "no zip that can be read" in refusal(bytes(raw), tmp_path)[0]


def test_too_many_files_are_refused_before_their_names_are_read(tmp_path, monkeypatch):
    raw = zipped([*FILES, *((f"{number}.txt", b"") for number in range(20))])
    monkeypatch.setattr(archive, "MOST_FILES", 10)
    assert "holds 22 files, at most 10" in refusal(raw, tmp_path)[0]
    monkeypatch.setattr(archive, "MOST_DIRECTORY", 500)
    assert "lists too many files" in refusal(raw, tmp_path)[0]
    monkeypatch.setattr(archive, "MOST_PACKED", 100)
    assert "at most 100 are read" in refusal(raw, tmp_path)[0]


@given(place=st.integers(0, len(packed()) - 1), byte=st.integers(0, 255))
def test_no_damaged_byte_brings_anything_but_a_corpus_or_a_refusal(tmp_path_factory, place, byte):
    raw = bytearray(packed())
    raw[place] = byte
    folder = tmp_path_factory.mktemp("damaged") / "folder"
    try:
        unpack(bytes(raw), folder)
    except CorpusError:
        return
    assert set(corpora.copy_of(folder).values()) == {content for _, content in FILES}
