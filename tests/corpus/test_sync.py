"""Tables are made to say what is wanted by writing what differs, which is counted and nothing else."""

import pytest

from explorer.changes.edit import open_edit
from explorer.corpus.sync import RowCounts, RowTally, find_differing, sync_children, sync_rows
from explorer.models import Claim, Revision, Series, Source, Speaker, SpeakerAlias
from explorer.models.versions import versions
from tests import factories as make

pytestmark = pytest.mark.django_db


def names(*pairs):
    return {slug: {"slug": slug, "name": name} for slug, name in pairs}


def held():
    return {row.slug: row for row in Speaker.objects.all()}


def test_rows_are_added_changed_and_left_as_they_are_and_each_is_counted():
    for slug in ("ada", "bob"):
        make.SpeakerFactory(slug=slug, name=slug.title())
    keys, counts = {slug: row.pk for slug, row in held().items()}, RowCounts()
    rows = sync_rows(Speaker, held(), names(("ada", "Ada"), ("bob", "Robert"), ("cy", "Cy")), counts)
    assert counts == RowCounts(added=1, changed=1, unchanged=1)
    assert counts.written == 2
    assert {slug: row.name for slug, row in held().items()} == {"ada": "Ada", "bob": "Robert", "cy": "Cy"}
    assert {slug: held()[slug].pk for slug in keys} == keys
    assert rows["cy"].pk == held()["cy"].pk


def test_what_is_so_already_is_not_written():
    make.SpeakerFactory(slug="ada", name="Ada")
    before = (Revision.objects.current(), versions(Speaker).count())
    sync_rows(Speaker, held(), names(("ada", "Ada")), RowCounts())
    assert (Revision.objects.current(), versions(Speaker).count()) == before


def test_only_rows_that_change_are_moved_out_of_each_others_way():
    series = make.SeriesFactory()
    first, second, third = (make.EpisodeFactory(series=series, number=number) for number in (1, 2, 3))
    parked = []

    def park(rows):
        parked.extend(row.slug for row in rows)
        type(first).objects.filter(pk__in=[row.pk for row in rows]).update(number=None)

    existing = {row.slug: row for row in (first, second, third)}
    wanted = {first.slug: {"number": 2}, second.slug: {"number": 1}, third.slug: {"number": 3}}
    sync_rows(type(first), existing, wanted, RowCounts(), park=park)
    assert parked == [first.slug, second.slug]
    assert [type(first).objects.get(pk=row.pk).number for row in (first, second, third)] == [2, 1, 3]


def test_bytes_are_compared_however_the_database_gives_them():
    source = Source(raw=memoryview(b"words"), title="Talk")
    assert find_differing(source, {"raw": b"words", "title": "Other"}) == {"title": "Other"}


def test_children_that_differ_are_written_anew_in_the_order_wanted_and_the_others_stay():
    ada, bob = make.SpeakerFactory(aliases=["A", "B"]), make.SpeakerFactory(aliases=["C"])
    kept = bob.aliases.get().pk
    counts = RowCounts()
    wanted = {ada.pk: [{"name": "B"}, {"name": "A"}, {"name": "D"}], bob.pk: [{"name": "C"}]}
    sync_children(SpeakerAlias, "speaker_id", wanted, counts)
    assert list(ada.aliases.order_by("pk").values_list("name", flat=True)) == ["B", "A", "D"]
    assert bob.aliases.get().pk == kept
    assert counts == RowCounts(added=1, unchanged=3)


def test_children_that_are_not_wanted_go_and_leave_a_version_of_their_parent():
    with open_edit():
        ada = make.SpeakerFactory(aliases=["A", "B"])
    counts = RowCounts()
    sync_children(SpeakerAlias, "speaker_id", {ada.pk: []}, counts)
    assert (counts, ada.aliases.count()) == (RowCounts(removed=2), 0)
    assert [len(version.parts.get("aliases", ())) for version in versions(Speaker)] == [0, 2]


def test_what_goes_with_a_row_is_counted_under_its_own_kind():
    claim = make.make_claim()
    tally = RowTally([Claim, Series])
    tally.remove(Claim.objects.filter(pk=claim.pk))
    removed = {kind: counts.removed for kind, counts in tally.kinds.items()}
    assert removed == {"claims": 1, "series": 0, "links to topics": 1, "evidence": 1}
