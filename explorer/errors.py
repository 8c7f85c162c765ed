"""The errors that the project raises on purpose; every message says what to do next."""

from dataclasses import dataclass
from http import HTTPStatus


class ExplorerError(Exception):
    """The base of errors that pages, API, commands and admin catch and show to a person."""


class SourceError(ExplorerError):
    """A document cannot be read in the format that it is said to have."""


class AnchoringError(ExplorerError):
    """A quotation does not stand in its source exactly once.

    ``code`` is the kind of fault; ``count`` is the number of places where the words stand, None if not counted.
    """

    def __init__(self, message: str, *, code: str = "unanchored", count: int | None = None) -> None:
        self.code = code
        self.count = count
        super().__init__(message)


class RefusedError(ExplorerError):
    """An act is refused, by permission or by the state of a record; nothing was changed."""


class ForbiddenError(RefusedError):
    """An act is refused to this person, and allowed to others; nothing was changed."""


class UnseenError(RefusedError):
    """An act is refused to a person until they have seen what it would show to readers; nothing was changed."""


class InfectedError(RefusedError):
    """A document is refused for what a virus scanner found in it; nothing was stored."""


class UnscannedError(ExplorerError):
    """A document is refused because the virus scanner did not answer; nothing was stored."""


class OvertakenError(ExplorerError):
    """The record was changed by somebody else meanwhile; nothing was overwritten."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of a corpus folder or of the database.

    ``file`` is a path relative to the folder or, for the database, the name of a kind of record; ``line`` counts from
    1, and is 0 if the problem has no line.
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


class CorpusError(ExplorerError):
    """A corpus breaks the rules; ``problems`` holds all of them, sorted by file and line."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems), key=lambda problem: (problem.file, problem.line, problem.message))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def problem_details(status: HTTPStatus, detail: str, errors: object = None) -> dict[str, object]:
    """Return the problem details of an error (RFC 9457, section 3.1), extended by ``errors`` of single fields."""
    return {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        "errors": errors or [],
    }
