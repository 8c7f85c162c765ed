import pytest
from django.db import connection

from explorer.errors import ExplorerError
from explorer.operations.served import is_served, mark_served, refuse_lost_database


def test_a_new_folder_was_never_served_from(elsewhere):
    folder = elsewhere()
    assert not is_served()
    refuse_lost_database()
    assert list(folder.iterdir()) == []


def test_a_database_that_is_there_is_not_lost(site):
    mark_served()
    assert is_served()
    refuse_lost_database()


@pytest.mark.parametrize("left", [None, b""])
def test_a_database_that_is_gone_or_empty_is_noticed(site, left):
    mark_served()
    connection.close()
    (site / "db.sqlite3").unlink()
    if left is not None:
        (site / "db.sqlite3").write_bytes(left)
    with pytest.raises(ExplorerError, match=r"The database is lost: sqlite .*db\.sqlite3 .*manage\.py restore"):
        refuse_lost_database()
