"""The form of the log's lines: for people, or one JSON object each (``LOG_FORMAT=json``)."""

import logging

from pythonjsonlogger.json import JsonFormatter


class TextLine(logging.Formatter):
    """A line for people; an event's facts follow its name."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  (its base's name)
        """Return the line with the facts of an event, of which each value is on one line."""
        line = super().formatMessage(record)
        facts = getattr(record, "facts", {})
        told = (f"{name}={str(fact)!r}" for name, fact in facts.items() if name != "event")
        return " ".join([line, *told])


class JsonLine(JsonFormatter):
    """A JSON object: time, level, logger, message, and an event's facts beside them."""

    def __init__(self) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s %(name)s %(message)s",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
        )

    def process_log_record(self, log_data: dict[str, object]) -> dict[str, object]:
        """Return the object with the facts in the first row of it."""
        facts = log_data.pop("facts", None)
        return {**log_data, **facts} if isinstance(facts, dict) else log_data


class WithoutTraceback(logging.Filter):
    """Cuts the traceback of what is no error of the site's: a request to a name that it does not have."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Leave one line of the record."""
        record.exc_info, record.exc_text = None, None
        return True
