"""A folder is written in one form, whole or not at all, and never over what is somebody else's."""

import datetime

import pytest
import yaml

from explorer.corpus_format.schema import (
    ClaimTopicRecord,
    EpisodeRecord,
    RelationRecord,
    SeriesRecord,
    SpeakerRecord,
    StanceRecord,
)
from explorer.corpus_format.writer import to_plain, to_yaml, write_corpus
from explorer.errors import ExplorerError
from tests import corpora

FILES = [("topics.yaml", b"[]\n"), ("episodes/talk-1/episode.yaml", b"slug: talk-1\n")]


def test_a_record_is_written_in_the_order_of_its_keys_without_what_goes_without_saying():
    speaker = SpeakerRecord(name="Jürgen: “J.”", slug="juergen", aliases=("no", "1:30"))
    assert to_yaml(speaker).decode() == "slug: juergen\nname: 'Jürgen: “J.”'\naliases:\n  - 'no'\n  - '1:30'\n"


def test_codes_dates_and_the_names_that_are_keywords_are_plain():
    relation = RelationRecord.model_validate({"from": "a", "to": "b", "kind": "agrees", "reason": "So."})
    assert to_plain(relation) == {"from": "a", "to": "b", "kind": "agrees", "reason": "So."}
    episode = EpisodeRecord(slug="a", title="A", date=datetime.date(2020, 1, 2), number=0)
    assert to_plain(episode) == {"slug": "a", "title": "A", "number": 0, "date": datetime.date(2020, 1, 2)}


def test_a_status_is_written_even_where_it_is_the_first_one():
    stance = StanceRecord(speaker="a", topic="b", position=0, rationale="So.")
    assert to_plain(stance) == {"speaker": "a", "topic": "b", "position": 0, "rationale": "So.", "status": "draft"}


def test_a_list_is_written_record_by_record_and_reads_as_one():
    link = ClaimTopicRecord(topic="a", bearing="context")
    assert yaml.safe_load(to_yaml([link, link])) == [to_plain(link)] * 2
    assert b"&" not in to_yaml([link, link])
    assert to_yaml(iter(())) == b"[]\n"


def test_a_long_line_is_folded_and_reads_the_same():
    series = SeriesRecord(slug="a", title=" ".join(["word"] * 39))
    assert yaml.safe_load(to_yaml(series))["title"] == series.title
    assert max(map(len, to_yaml(series).splitlines())) <= 115


def test_files_are_written_and_counted(tmp_path):
    assert write_corpus(tmp_path / "new" / "corpus", iter(FILES)) == 2
    assert corpora.copy_of(tmp_path / "new") == {f"corpus/{name}": content for name, content in sorted(FILES)}


def test_what_fails_halfway_leaves_everything_as_it_was(tmp_path):
    write_corpus(tmp_path / "corpus", FILES)
    before = corpora.copy_of(tmp_path)

    def failing():
        yield "topics.yaml", b"- new\n"
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError, match="went away"):
        write_corpus(tmp_path / "corpus", failing())
    assert corpora.copy_of(tmp_path) == before


def test_a_place_that_cannot_be_written_is_told_with_the_cure(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ExplorerError, match=r"cannot be written .*; name a folder that can"):
        write_corpus(tmp_path / "file" / "corpus", FILES)


@pytest.mark.parametrize("content", [b"[]\n", b"- new\n"])
def test_a_link_in_the_place_of_a_file_is_replaced_and_not_written_through(tmp_path, content):
    write_corpus(tmp_path / "corpus", FILES)
    (tmp_path / "letter.txt").write_bytes(b"[]\n")
    topics = tmp_path / "corpus" / "topics.yaml"
    topics.unlink()
    topics.symlink_to(tmp_path / "letter.txt")
    write_corpus(tmp_path / "corpus", [("topics.yaml", content)])
    assert (tmp_path / "letter.txt").read_bytes() == b"[]\n"
    assert (topics.is_symlink(), topics.read_bytes()) == (False, content)
