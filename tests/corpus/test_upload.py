"""A folder that is brought in: shown as what it would change, and loaded as it was shown or not at all."""

import hashlib
import io

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.changes.edit import open_edit
from explorer.corpus.dump import render_all_files
from explorer.corpus.load import load_corpus
from explorer.corpus.upload import preview, receive
from explorer.corpus_format.archive import unpack, write_archive
from explorer.errors import CorpusError
from explorer.models import Claim, Contrast, Episode, Series, Source, Speaker, Stance, Synonym, Topic
from explorer.models.versions import versions
from tests import corpora
from tests import factories as make
from tests.corpora import EPISODE
from tests.people import person
from tests.snapshots import snapshot

pytestmark = pytest.mark.django_db

CLAIMS, STANCES = f"{EPISODE}/claims.yaml", f"{EPISODE}/stances.yaml"
FIXTURES = settings.BASE_DIR / "fixtures"
READ = "    read_in_full: 2024-02-03\n"


@pytest.fixture
def root():
    return person("root", is_superuser=True)


def archive_of(folder):
    made = io.BytesIO()
    write_archive(corpora.copy_of(folder).items(), made)
    return made.getvalue()


def archive():
    made = io.BytesIO()
    write_archive(render_all_files(), made)
    return made.getvalue()


def empty():
    """Make the database a fresh one, as far as the corpus goes."""
    for model in (Stance, Claim, Contrast, Source, Episode, Series, Topic, Speaker, Synonym):
        model.objects.all().delete()


def told(seen):
    return [
        (what, kind.kind, record.name, [(field.name, *field.excerpts) for field in record.fields])
        for kind in seen.changes
        for what in ("added", "changed", "removed")
        for record in getattr(kind, what)
    ]


def test_a_folder_that_the_site_holds_changes_nothing(folder, root):
    load_corpus(folder)
    before = snapshot()
    seen = preview(archive_of(folder), by=root)
    assert (told(seen), seen.number, seen.report.wrote, seen.refusals, seen.lacking) == ([], 0, False, (), {})
    assert {kind.kind: kind.unchanged for kind in seen.changes}.items() >= {"claim": 2, "passage": 4}.items()
    assert receive(archive_of(folder), by=root, shown=seen.mark).is_loaded
    assert snapshot() == before


shipped = pytest.mark.skipif(not list(FIXTURES.glob("episodes/*/*.passages.yaml")), reason="fixtures/ is not there")


@shipped
@pytest.mark.slow  # the whole shipped corpus; a small folder is tested quickly
def test_the_shipped_corpus_does_not_differ_from_itself(root):
    load_corpus(FIXTURES)
    seen = preview(archive_of(FIXTURES), by=root)
    assert told(seen) == []
    assert not seen.report.wrote


@shipped
@pytest.mark.slow
def test_the_shipped_corpus_goes_out_and_into_a_fresh_database_and_out_byte_for_byte(root):
    load_corpus(FIXTURES)
    out = archive()
    empty()
    shown = preview(out, by=root)
    assert shown.number > 200
    assert receive(out, by=root, shown=shown.mark).is_loaded
    assert archive() == out


def test_the_archive_is_the_same_whatever_order_rows_were_made_in(root):
    with open_edit():
        for slug in ("zeta", "alpha"):
            stance = make.make_stance(1)
            Episode.objects.filter(pk=stance.episode_id).update(slug=slug)
    out = archive()
    empty()
    assert receive(out, by=root, shown=preview(out, by=root).mark).is_loaded
    assert archive() == out


def test_one_changed_statement_shows_exactly_that_one_and_keeps_nothing(folder, root):
    load_corpus(folder)
    before = snapshot()
    corpora.edit(folder, CLAIMS, "Scale is probably enough.", "Scale is perhaps enough.")
    seen = preview(archive_of(folder), by=root)
    change = ("statement", "Scale is probably enough.", "Scale is perhaps enough.")
    assert told(seen) == [("changed", "claim", "bob-scale-enough", [change])]
    assert snapshot() == before


def test_what_was_shown_is_loaded_by_whom_and_from_what_the_history_says(folder, root):
    load_corpus(folder)
    corpora.edit(folder, CLAIMS, "Scale is probably enough.", "Scale is perhaps enough.")
    corpora.edit(folder, "speakers.yaml", "- slug: bob-two", "- slug: cy-three\n  name: Cy Three\n- slug: bob-two")
    raw = archive_of(folder)
    seen = receive(raw, by=root, shown=preview(raw, by=root).mark)
    assert seen.is_loaded
    claim = Claim.objects.get(slug="bob-scale-enough")
    assert (claim.statement, claim.edited_by) == ("Scale is perhaps enough.", root)
    for record in (claim, Speaker.objects.get(slug="cy-three")):
        version = versions(type(record)).filter(id=record.pk).first()
        name = f"loaded from the archive {hashlib.sha256(raw).hexdigest()[:12]}"
        assert (version.history_user, version.history_change_reason) == (root, name)
    assert versions(Claim).filter(id=claim.pk).first().edited_by == root
    assert not versions(Claim).filter(id=Claim.objects.get(slug="ada-scale-dead-end").pk, history_user=root).exists()


def test_only_what_was_shown_is_loaded(folder, root):
    load_corpus(folder)
    corpora.edit(folder, CLAIMS, "Scale is probably enough.", "Scale is perhaps enough.")
    raw = archive_of(folder)
    mark = preview(raw, by=root).mark
    claim = Claim.objects.get(slug="bob-scale-enough")
    claim.statement = "Scale is possibly enough."
    claim.save()
    before = snapshot()
    seen = receive(raw, by=root, shown=mark)
    assert not seen.is_loaded
    assert told(seen)[0][3] == [("statement", "Scale is possibly enough.", "Scale is perhaps enough.")]
    assert snapshot() == before
    for wrong in ("", "x" * 64, mark):
        assert not receive(raw, by=root, shown=wrong).is_loaded
    assert receive(raw, by=root, shown=seen.mark).is_loaded


def test_a_record_that_was_added_since_the_preview_makes_it_another(folder, root):
    load_corpus(folder)
    corpora.edit(folder, CLAIMS, "Scale is probably enough.", "Scale is perhaps enough.")
    raw = archive_of(folder)
    mark = preview(raw, by=root).mark
    make.SpeakerFactory()
    assert not receive(raw, by=root, shown=mark).is_loaded


def test_what_the_folder_lacks_is_named_and_stays(folder, root):
    make.make_stance(1)
    raw = archive_of(folder)
    seen = preview(raw, by=root)
    assert seen.lacking.items() >= {"claim": 1, "episode": 1, "source": 1, "passage": 1, "stance": 1}.items()
    assert not any(kind.removed for kind in seen.changes)
    assert receive(raw, by=root, shown=seen.mark).is_loaded
    assert Stance.objects.count() == 4


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (CLAIMS, "I suspect that scale", "I suspect that size", "the words are not in the source"),
        (f"{EPISODE}/episode.yaml", "sha256: ", f"sha256: {'0' * 64} #", "put the document back as it was obtained"),
        ("topics.yaml", "slug: scaling", "slug: sca: ling", "this is no YAML"),
        (STANCES, "position: 1", "position: 2", "hedged statements lean: use 1"),
    ],
)
def test_a_fault_is_told_with_file_and_line_and_nothing_is_stored(folder, root, file, old, new, message):
    before = snapshot()
    line = corpora.edit(folder, file, old, new)
    with pytest.raises(CorpusError) as caught:
        preview(archive_of(folder), by=root)
    [problem] = [one for one in caught.value.problems if message in one.message]
    assert problem.file == file
    assert abs(problem.line - line) <= 4
    assert snapshot() == before


def test_a_document_that_is_missing_is_told(folder, root):
    (folder / corpora.DOCUMENT).unlink()
    with pytest.raises(CorpusError, match=r"episode.yaml:\d+: the document .* is missing"):
        receive(archive_of(folder), by=root, shown="")


def test_the_folder_that_is_unpacked_is_gone_afterwards(folder, root, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "own"))
    (tmp_path / "own").mkdir()
    preview(archive_of(folder), by=root)
    assert list((tmp_path / "own").iterdir()) == []


@pytest.mark.slow  # makes much of everything, to count what it costs
def test_the_preview_of_twenty_new_records_costs_as_many_queries_as_of_one(folder, root):
    load_corpus(folder)
    counts = []
    for number in (1, 20):
        places = range(number)
        synonyms = "".join(f"- term: term {place}\n  also: [other {place}]\n" for place in places)
        speakers = "".join(f"- slug: new-{place}\n  name: New {place}\n  aliases: [N{place}]\n" for place in places)
        (folder / "synonyms.yaml").write_text(corpora.SYNONYMS + synonyms)
        (folder / "speakers.yaml").write_text(corpora.SPEAKERS + speakers)
        raw = archive_of(folder)
        with CaptureQueriesContext(connection) as queries:
            assert preview(raw, by=root).number == 2 * number
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_archive_can_be_unpacked_by_the_command_too(folder, tmp_path):
    load_corpus(folder)
    unpack(archive(), tmp_path / "out")
    assert not load_corpus(tmp_path / "out").wrote
