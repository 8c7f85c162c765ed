"""Episodes, documents and passages keep their rows while they change their places, numbers and contents."""

import hashlib
from pathlib import Path

import pytest

from explorer.checks.database import check_corpus
from explorer.corpus.load import load_corpus
from explorer.models import Claim, Episode, Passage, Source
from tests import corpora
from tests.corpora import EPISODE
from tests.snapshots import snapshot

pytestmark = pytest.mark.django_db

PASSAGES = f"{EPISODE}/talk-1-transcript.passages.yaml"
CLAIMS = f"{EPISODE}/claims.yaml"
STANCES = f"{EPISODE}/stances.yaml"
READ = "    read_in_full: 2024-02-03\n"


def test_a_passage_put_between_others_keeps_their_rows(folder):
    corpora.edit(folder, f"{EPISODE}/episode.yaml", READ, "")
    text = (folder / PASSAGES).read_text()
    second = text[text.index("- id: talk-1-transcript-2") : text.index("- id: talk-1-transcript-3")]
    (folder / PASSAGES).write_text(text.replace(second, ""))
    (folder / CLAIMS).write_text(corpora.CLAIMS.split("- slug: bob")[0])
    (folder / STANCES).write_text("")
    (folder / "relations.yaml").unlink()
    load_corpus(folder)
    keys = dict(Passage.objects.values_list("slug", "pk"))
    (folder / PASSAGES).write_text(text)
    load_corpus(folder)
    assert [passage.slug[-1] for passage in Passage.objects.all()] == ["1", "2", "3", "4"]
    assert keys.items() <= dict(Passage.objects.values_list("slug", "pk")).items()


def test_a_passage_that_the_folder_lacks_keeps_its_place_until_it_is_replaced(folder):
    corpora.edit(folder, f"{EPISODE}/episode.yaml", READ, "")
    text = (folder / PASSAGES).read_text()
    second = text[text.index("- id: talk-1-transcript-2") : text.index("- id: talk-1-transcript-3")]
    (folder / CLAIMS).write_text(corpora.CLAIMS.split("- slug: bob")[0])
    (folder / STANCES).write_text("")
    (folder / "relations.yaml").unlink()
    load_corpus(folder)
    before = snapshot()
    (folder / PASSAGES).write_text(text.replace(second, ""))
    report = load_corpus(folder)
    assert report.lacking == ("passage talk-1-transcript-2",)
    assert snapshot() == before
    assert load_corpus(folder, replace=True).counts["passages"].removed == 1
    assert [passage.ordinal for passage in Passage.objects.all()] == [1, 2, 3]


def test_passages_may_swap_their_ids(folder):
    load_corpus(folder)
    text = (folder / PASSAGES).read_text()
    for old, new in (
        ("transcript-1\n", "transcript-x\n"),
        ("transcript-2\n", "transcript-1\n"),
        ("transcript-x\n", "transcript-2\n"),
    ):
        text = text.replace(f"id: talk-1-{old}", f"id: talk-1-{new}")
    (folder / PASSAGES).write_text(text)
    load_corpus(folder)
    assert [passage.slug[-1] for passage in Passage.objects.all()] == ["2", "1", "3", "4"]
    assert Claim.objects.get(slug="bob-scale-enough").evidence.get().passage.slug == "talk-1-transcript-1"
    assert check_corpus() == []


def two_episodes(folder: Path) -> Path:
    other = folder / "episodes/talk-2"
    other.mkdir()
    raw = b"Ada: Other words.\n"
    text = corpora.episode_yaml(raw).replace("talk-1", "talk-2").replace("number: 1", "number: 2")
    (other / "episode.yaml").write_text(text)
    (other / "talk-2-transcript.txt").write_bytes(raw)
    return other


def test_episodes_may_swap_their_numbers(folder):
    two_episodes(folder)
    load_corpus(folder)
    corpora.edit(folder, f"{EPISODE}/episode.yaml", "number: 1", "number: 2")
    corpora.edit(folder, "episodes/talk-2/episode.yaml", "number: 2", "number: 1")
    load_corpus(folder)
    assert dict(Episode.objects.values_list("slug", "number")) == {"talk-1": 2, "talk-2": 1}


def test_documents_of_an_episode_may_swap_their_contents(folder):
    raw = b"Ada: Other words.\n"
    path = folder / EPISODE / "episode.yaml"
    text = path.read_text()
    first = text[text.index("  - slug: talk-1-transcript") :]
    sums = [hashlib.sha256(content).hexdigest() for content in (corpora.TEXT.encode(), raw)]
    path.write_text(
        text
        + "".join(
            first.replace("talk-1-transcript", slug).replace(sums[0], digest)
            for slug, digest in (("talk-1-b", sums[1]), ("talk-1-c", hashlib.sha256(b"x").hexdigest()))
        )
    )
    (folder / EPISODE / "talk-1-b.txt").write_bytes(raw)
    (folder / EPISODE / "talk-1-c.txt").write_bytes(b"x")
    load_corpus(folder)
    text = path.read_text()
    before, after = text.split("- slug: talk-1-b")
    third = hashlib.sha256(b"x").hexdigest()
    path.write_text(
        f"{before}- slug: talk-1-b" + after.replace(sums[1], "?").replace(third, sums[1]).replace("?", third)
    )
    (folder / EPISODE / "talk-1-b.txt").write_bytes(b"x")
    (folder / EPISODE / "talk-1-c.txt").write_bytes(raw)
    load_corpus(folder)
    assert Source.objects.get(slug="talk-1-b").text == "x"


def test_what_a_passage_answers_follows_the_folder_and_is_counted_once(folder):
    load_corpus(folder)
    corpora.edit(folder, PASSAGES, "answers: talk-1-transcript-3", "answers: talk-1-transcript-2")
    counts = load_corpus(folder).counts["passages"]
    assert Passage.objects.get(slug="talk-1-transcript-4").answers.slug == "talk-1-transcript-2"
    assert (counts.changed, counts.unchanged) == (1, 3)
