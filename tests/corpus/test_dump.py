"""The database into a folder: what loading it again would load, and nothing else is touched."""

import pytest
from django.conf import settings

from explorer.changes.edit import open_edit
from explorer.checks.database import check_corpus
from explorer.corpus.dump import dump_corpus, list_all_records, render_all_files, render_public_files
from explorer.corpus.load import load_corpus
from explorer.corpus_format.reader import read_corpus
from explorer.errors import CorpusError, ExplorerError
from explorer.models import Claim, Episode, Speaker, Stance
from tests import corpora
from tests import factories as make
from tests.corpora import DOCUMENT, EPISODE

pytestmark = pytest.mark.django_db

FIXTURES = settings.BASE_DIR / "fixtures"


def test_a_loaded_folder_is_dumped_as_it_was(folder, tmp_path):
    load_corpus(folder)
    number = dump_corpus(tmp_path / "new" / "dump")
    dumped, given = corpora.copy_of(tmp_path / "new" / "dump"), corpora.copy_of(folder)
    assert given.pop("README.md")
    assert number == len(given)
    assert dumped == given


def test_loading_what_was_dumped_and_dumping_again_gives_the_same_bytes(tmp_path):
    make.make_stance(2, claims=2)
    stance = make.make_stance(None, code="mixed", claims=2)
    claims = Claim.objects.all()
    make.RelationFactory(from_claim=claims[0], to_claim=claims[2])
    make.ContrastFactory(topic=stance.topic)
    make.SynonymFactory(term="Gödel machine", also=["no", "1:30"], narrower=["self-referential program"])
    make.SpeakerFactory(name="Jürgen “J.” O'Neil: yes", aliases=["no", "1:30", "🧠"])
    make.make_claim(words="Line one\r\nline “two”\t- and: more #3.\r\n  Not the end…" + " x" * 120, bearing="context")
    unplaced = make.make_stance(None, code="not-placed", claims=2, mode="conditional", points_to="middle")
    make.ErratumFactory(source=stance.episode.sources.get())
    Episode.objects.filter(pk=stance.episode_id).update(links=[{"title": "A: b", "url": "https://example.org/#x"}])
    assert check_corpus() == []
    dump_corpus(tmp_path / "a")
    load_corpus(tmp_path / "a", replace=True)
    dump_corpus(tmp_path / "b")
    assert corpora.copy_of(tmp_path / "a") == corpora.copy_of(tmp_path / "b")
    for model in (Stance, Claim):
        assert model.objects.exists()
    assert Stance.objects.get(code="not-placed").points_to == unplaced.points_to


@pytest.mark.parametrize(
    "change",
    [
        lambda claim: Claim.objects.filter(pk=claim.pk).update(speaker=make.SpeakerFactory()),
        lambda claim: Claim.objects.filter(pk=claim.pk).update(episode=make.EpisodeFactory()),
        lambda claim: make.change_links(claim, topic=make.TopicFactory()),
        lambda claim: make.change_links(claim, bearing="context"),
    ],
)
def test_a_claim_that_cannot_carry_a_stance_any_more_is_not_named(change):
    stance = make.make_stance(1, claims=2)
    kept, moved = Claim.objects.order_by("pk")
    for claim in (kept, moved):
        make.StanceClaimFactory(stance=stance, claim=claim)
    change(moved)
    [record] = list_all_records()[f"episodes/{stance.episode.slug}/stances.yaml"]
    assert record.carried_by == (kept.slug,)


def test_what_readers_may_have_names_published_claims_alone():
    stance = make.make_stance(1)
    draft = make.make_claim(speaker=stance.speaker, topic=stance.topic, episode=stance.episode, status="draft")
    make.StanceClaimFactory(stance=stance, claim=draft)
    named = {name: text for name, text in render_all_files() if name.endswith("stances.yaml")}
    public = {name: text for name, text in render_public_files() if name.endswith("stances.yaml")}
    assert all(draft.slug.encode() in text for text in named.values())
    assert not any(draft.slug.encode() in text for text in public.values())
    assert named.keys() == public.keys() != set()


def test_an_empty_database_is_an_empty_corpus(tmp_path):
    dump_corpus(tmp_path / "dump")
    assert list(read_corpus(tmp_path / "dump").episodes) == []


def test_a_dump_over_a_corpus_mirrors_the_database_and_leaves_other_files_alone(folder):
    load_corpus(folder)
    others = ["README.md", "CODING.md", "notes.txt", f"{EPISODE}/README.md", "episodes/gone/notes.pdf"]
    gone = folder / "episodes/gone"
    gone.mkdir()
    raw = b"Old words."
    (gone / "episode.yaml").write_text(corpora.episode_yaml(raw).replace("talk-1", "gone"))
    (gone / "gone-transcript.txt").write_bytes(raw)
    (gone / "gone-transcript.passages.yaml").write_text("")
    (folder / "episodes/empty").mkdir()
    for other in others:
        (folder / other).write_text("kept")
    before = corpora.copy_of(folder)
    document = folder / DOCUMENT
    written = document.stat().st_mtime_ns
    dump_corpus(folder)
    after = corpora.copy_of(folder)
    assert before.keys() - after.keys() == {
        "episodes/gone/episode.yaml",
        "episodes/gone/gone-transcript.txt",
        "episodes/gone/gone-transcript.passages.yaml",
    }
    assert all(after[other] == b"kept" for other in others)
    assert document.stat().st_mtime_ns == written


def test_the_folder_of_an_episode_that_is_gone_goes_too(folder):
    load_corpus(folder)
    before = corpora.copy_of(folder)
    other = folder / "episodes/gone"
    other.mkdir()
    (other / "episode.yaml").write_text("slug: gone\nsources: [{slug: a/../../x}, 1]\n")
    dump_corpus(folder)
    assert not other.exists()
    assert corpora.copy_of(folder) == before


def test_a_description_that_cannot_be_read_costs_no_document(folder):
    load_corpus(folder)
    other = folder / "episodes/odd"
    other.mkdir()
    (other / "episode.yaml").write_text("a: b: c")
    (other / "odd.txt").write_text("kept")
    dump_corpus(folder)
    assert (other / "odd.txt").read_text() == "kept"


def test_an_empty_database_never_wipes_out_a_corpus(folder):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(ExplorerError, match="the database holds no episode"):
        dump_corpus(folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("dear")
    with pytest.raises(ExplorerError, match="holds other files and no corpus; name an empty or a new folder"):
        dump_corpus(tmp_path / "home")
    with pytest.raises(ExplorerError, match="is a file; name a folder"):
        dump_corpus(tmp_path / "home" / "letter.txt")
    assert corpora.copy_of(tmp_path) == {"home/letter.txt": b"dear"}


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "dump").mkdir()
    dump_corpus(tmp_path / "dump")
    assert (tmp_path / "dump" / "topics.yaml").read_bytes() == b"[]\n"


def test_rows_that_no_folder_can_hold_are_named_and_the_folder_is_untouched(folder):
    load_corpus(folder)
    before = corpora.copy_of(folder.parent)
    Speaker.objects.filter(slug="bob-two").update(name=" Bob")
    Claim.objects.filter(slug="bob-scale-enough").update(statement="Two\nlines.")
    with pytest.raises(CorpusError) as caught:
        dump_corpus(folder)
    claim, speaker = map(str, caught.value.problems)
    assert claim.startswith("claim: bob-scale-enough: 'Two lines.' is no single line in statement; write it on one")
    assert speaker.startswith("speaker: bob-two: ' Bob' is no single line in name; write it on one line, without")
    assert corpora.copy_of(folder.parent) == before


@pytest.mark.slow  # makes much of everything, to count what it costs
def test_the_number_of_queries_is_the_same_for_one_episode_and_for_ten(tmp_path, django_assert_max_num_queries):
    make.make_stance(1)
    with django_assert_max_num_queries(30) as one:
        dump_corpus(tmp_path / "one")
    with open_edit():
        for _ in range(9):
            make.make_stance(1)
    with django_assert_max_num_queries(30) as ten:
        dump_corpus(tmp_path / "ten")
    assert len(one) == len(ten)


@pytest.mark.skipif(not list(FIXTURES.glob("episodes/*/*.passages.yaml")), reason="fixtures/ is not there")
@pytest.mark.slow  # the whole shipped corpus; a small folder is tested quickly
def test_the_shipped_corpus_survives_dump_load_dump(tmp_path):
    load_corpus(FIXTURES)
    dump_corpus(tmp_path / "a")
    load_corpus(tmp_path / "a", replace=True)
    dump_corpus(tmp_path / "b")
    first = corpora.copy_of(tmp_path / "a")
    assert first == corpora.copy_of(tmp_path / "b")
    documents = [file for file in first if file.startswith("episodes/") and not file.endswith(".yaml")]
    assert documents
    assert all((FIXTURES / file).read_bytes() == first[file] for file in documents)


def test_a_theme_is_dumped_as_it_was_and_left_out_where_there_is_none(folder, tmp_path):
    corpora.edit(
        folder, "topics.yaml", "  description: Whether more", "  theme: What it is\n  description: Whether more"
    )
    load_corpus(folder)
    dump_corpus(tmp_path / "dump")
    dumped = (tmp_path / "dump/topics.yaml").read_bytes()
    assert dumped == (folder / "topics.yaml").read_bytes()
    assert dumped.count(b"theme:") == 1
