"""What is done for a reader knows the database that was chosen, and nothing else does."""

import threading

from explorer.databases.reading import PRIMARY, REPLICA, Reading, name_database, read_from


def test_only_inside_a_reading_another_database_is_read():
    with read_from(Reading(REPLICA)):
        assert name_database() == REPLICA
    assert name_database() == PRIMARY


def test_work_in_the_background_of_a_reading_is_no_readers():
    seen = []
    with read_from(Reading(REPLICA)):
        thread = threading.Thread(target=lambda: seen.append(name_database()))
        thread.start()
        thread.join()
    assert seen == [PRIMARY]
