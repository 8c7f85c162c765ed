"""Lines of the log: one each, for people or as JSON, whatever an event's facts hold."""

import json
import logging

import pytest

from config.log_lines import JsonLine, TextLine, WithoutTraceback


def make_record(**facts):
    record = logging.LogRecord("explorer.events", logging.INFO, __file__, 1, "login", (), None)
    if facts:
        record.facts = {"event": "login", **facts}
    return record


@pytest.mark.parametrize("words", ["ada", "a\nb", 'quote"d', "Ünal"])
def test_an_event_is_one_line_for_people_and_one_object_for_programs(words):
    record = make_record(by=words)
    line = TextLine().format(record)
    assert "\n" not in line
    assert f"by={words!r}" in line
    told = json.loads(JsonLine().format(record))
    assert (told["event"], told["by"], told["level"], told["logger"]) == ("login", words, "INFO", "explorer.events")


def test_what_is_no_event_is_a_line_too():
    assert TextLine().format(make_record()).endswith("explorer.events: login")
    assert json.loads(JsonLine().format(make_record()))["message"] == "login"


def test_a_traceback_is_cut():
    record = make_record()
    record.exc_info = (ValueError, ValueError("x"), None)
    assert WithoutTraceback().filter(record)
    assert "ValueError" not in TextLine().format(record)
