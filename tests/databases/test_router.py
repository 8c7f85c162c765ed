"""Readers' queries go to the database of their request; what is written, and whoever writes, to the primary."""

import pytest
from django.db import transaction

from explorer.databases.chosen import PRIMARY, REPLICA, ChosenDatabase, read_from
from explorer.databases.router import ReaderRouter
from explorer.models import Claim

router = ReaderRouter()


def test_what_is_no_readers_is_read_from_the_primary():
    assert router.db_for_read(Claim) == PRIMARY


def test_readers_are_answered_from_the_database_that_was_chosen():
    with read_from(ChosenDatabase(REPLICA)):
        assert router.db_for_read(Claim) == REPLICA


def test_what_is_written_is_read_from_where_it_was_written():
    with read_from(ChosenDatabase(REPLICA)):
        assert router.db_for_write(Claim) == PRIMARY
        assert router.db_for_read(Claim) == PRIMARY


@pytest.mark.django_db
def test_a_transaction_stays_in_one_database():
    with read_from(ChosenDatabase(REPLICA)), transaction.atomic():
        assert router.db_for_read(Claim) == PRIMARY


def test_the_replica_is_not_migrated():
    assert (router.allow_migrate(PRIMARY, "explorer"), router.allow_migrate(REPLICA, "explorer")) == (True, False)


def test_rows_of_both_can_be_related():
    assert router.allow_relation(Claim(), Claim())
