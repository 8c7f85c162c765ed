import pytest

from explorer.errors import ExplorerError
from explorer.operations import scratch, upgrade
from explorer.operations.archive import open_archive
from explorer.operations.upgrade import copy_before_upgrade


@pytest.fixture
def waiting(monkeypatch):
    """Let migrations wait."""
    monkeypatch.setattr(upgrade, "_has_waiting_migrations", lambda: True)


def test_nothing_is_copied_where_no_migration_waits(site):
    assert copy_before_upgrade() is None
    assert not (site / "backups").exists()


def test_a_new_site_has_nothing_to_copy(elsewhere, waiting):
    elsewhere()
    assert copy_before_upgrade() is None


def test_the_last_three_copies_are_kept_and_nothing_else_is_removed(site, waiting):
    (site / "backups").mkdir()
    for name in ("before-upgrade-20260101T000000Z.zip", "my-own.zip"):
        (site / "backups" / name).write_text("old")
    for second in range(3):
        (site / f"backups/before-upgrade-20260101T00001{second}Z.zip").write_text("old")
    made = copy_before_upgrade()
    kept = sorted(path.name for path in (site / "backups").iterdir())
    assert kept == [
        "before-upgrade-20260101T000011Z.zip",
        "before-upgrade-20260101T000012Z.zip",
        made.path.name,
        "my-own.zip",
    ]
    assert open_archive(made.path).manifest.engine == "sqlite"


def test_an_upgrade_is_refused_where_there_is_no_room_for_the_copy(site, waiting, monkeypatch):
    monkeypatch.setattr(scratch, "SPARE", 10**18)
    with pytest.raises(ExplorerError, match="there is no room"):
        copy_before_upgrade()
