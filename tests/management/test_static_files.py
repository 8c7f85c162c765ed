"""Static files are collected where they changed, and left alone where they did not."""

import pytest

from explorer.management import static_files
from explorer.management.static_files import STAMP, collect_static_files, compute_stamp


@pytest.fixture
def collected(settings, tmp_path, monkeypatch):
    """Count how often files are collected, into a folder of the test's own."""
    settings.STATIC_ROOT, done = tmp_path / "static", []

    def collect(*command, **_):
        settings.STATIC_ROOT.mkdir(exist_ok=True)
        done.append(command)

    monkeypatch.setattr(static_files, "call_command", collect)
    return done


def test_what_did_not_change_is_not_collected_again(collected):
    assert [collect_static_files() for _ in range(3)] == [True, False, False]
    assert len(collected) == 1


def test_what_changed_is_collected(collected, monkeypatch):
    collect_static_files()
    monkeypatch.setattr(static_files, "compute_stamp", lambda: "another")
    assert [collect_static_files() for _ in range(2)] == [True, False]


def test_what_was_left_half_done_is_done_again(collected, settings, monkeypatch):
    collect_static_files()
    (settings.STATIC_ROOT / STAMP).write_text("of an earlier release")
    monkeypatch.setattr(static_files, "call_command", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        collect_static_files()
    assert not (settings.STATIC_ROOT / STAMP).exists()


def test_another_way_of_keeping_them_is_a_change(settings):
    before = compute_stamp()
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "another.Storage"}}
    assert compute_stamp() != before
