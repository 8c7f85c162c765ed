from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from explorer.models import Claim
from explorer.operations import scratch, upgrade
from explorer.operations.served import mark_served


@pytest.mark.slow  # takes seconds
@pytest.mark.django_db
def test_the_first_time_loads_the_corpus_and_the_second_keeps_what_a_curator_changed(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.DATA_DIR = tmp_path
    said = StringIO()
    call_command("prepare", stdout=said)
    changed = Claim.objects.published().first()
    changed.statement = "A curator said it better."
    changed.save()

    call_command("prepare", stdout=said)

    assert Claim.objects.get(pk=changed.pk).statement == "A curator said it better."
    assert f"http://127.0.0.1:{settings.PORT}" in said.getvalue()
    assert "createsuperuser" in said.getvalue()
    assert (tmp_path / "explorer" / "css" / "base.css").exists()
    assert (tmp_path / "served").exists()


def test_a_lost_database_is_not_replaced_by_the_shipped_corpus(site, capsys):
    mark_served()
    connection.close()
    (site / "db.sqlite3").unlink()
    with pytest.raises(SystemExit) as caught:
        call_command("prepare")
    assert caught.value.code == 1
    assert "The database is lost" in capsys.readouterr().err
    assert not (site / "db.sqlite3").exists()


def test_nothing_is_migrated_where_the_site_cannot_be_copied_before(site, capsys, monkeypatch):
    monkeypatch.setattr(upgrade, "_has_waiting_migrations", lambda: True)
    monkeypatch.setattr(scratch, "SPARE", 10**18)
    with pytest.raises(SystemExit) as caught:
        call_command("prepare")
    assert caught.value.code == 1
    assert "there is no room" in (said := capsys.readouterr().err)
    assert "manage.py migrate" in said
    assert not (site / "served").exists()
