"""Events are written with their circumstances, and these end with what they are the circumstances of."""

import logging

from explorer.events import circumstances, record_event


def facts(caplog):
    return [record.facts for record in caplog.records if record.name == "explorer.events"]


def test_an_event_has_its_facts_and_the_circumstances_around_it(caplog):
    caplog.set_level(logging.INFO)
    with circumstances(request="one", address="203.0.113.1"):
        with circumstances(command="load_corpus"):
            record_event("edit", by="ada", reason="", records={})
        record_event("login", by="ada")
    record_event("logout", by=None)
    assert facts(caplog) == [
        {"event": "edit", "request": "one", "address": "203.0.113.1", "command": "load_corpus", "by": "ada"},
        {"event": "login", "request": "one", "address": "203.0.113.1", "by": "ada"},
        {"event": "logout"},
    ]
