"""What is done for a reader knows the database that was chosen, and nothing else does."""

import threading

from explorer.databases.chosen import PRIMARY, REPLICA, ChosenDatabase, name_database, read_from


def test_only_for_a_reader_another_database_is_read():
    with read_from(ChosenDatabase(REPLICA)):
        assert name_database() == REPLICA
    assert name_database() == PRIMARY


def test_work_in_the_background_of_a_reader_is_no_readers():
    seen = []
    with read_from(ChosenDatabase(REPLICA)):
        thread = threading.Thread(target=lambda: seen.append(name_database()))
        thread.start()
        thread.join()
    assert seen == [PRIMARY]
