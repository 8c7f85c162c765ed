"""The family of errors that the project raises on purpose; every message says what to do next."""

from dataclasses import dataclass
from http import HTTPStatus


class ExplorerError(Exception):
    """Base of every error that is caught at an edge (page, API, command, admin) and shown to a person."""


class SourceError(ExplorerError):
    """A document cannot be read as the source it is said to be."""


class AnchoringError(ExplorerError):
    """A quotation does not stand in its source exactly once.

    ``code`` says what kind of fault it is; ``count`` in how many places the words stand, where that was counted.
    """

    def __init__(self, message: str, *, code: str = "unanchored", count: int | None = None) -> None:
        self.code = code
        self.count = count
        super().__init__(message)


class RefusedError(ExplorerError):
    """Somebody may not do this, or a record is not ready for it; nothing was changed."""


class ForbiddenError(RefusedError):
    """A person may not do what another one may; nothing was changed."""


class OvertakenError(ExplorerError):
    """Somebody else changed the record meanwhile; nothing was overwritten."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a corpus folder or database.

    ``file`` is a path relative to the folder, or the name of a kind of record when the problem is in the
    database; ``line`` counts from 1, and is 0 where no line applies.
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


class CorpusError(ExplorerError):
    """A corpus breaks its rules; carries every problem found, in order of file and line."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems), key=lambda p: (p.file, p.line, p.message))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def problem_details(status: HTTPStatus, detail: str, errors: object = None) -> dict[str, object]:
    """Return an error as a program reads it: the members of RFC 9457, section 3.1, with ``errors`` by field."""
    return {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        "errors": errors or [],
    }
