"""Findings: what checks of the database report."""

from dataclasses import dataclass

from explorer.errors import Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of one record; ``subject`` is the kind of record followed by the slugs and offsets that identify it."""

    subject: tuple[str, ...]
    message: str

    @property
    def problem(self) -> Problem:
        """The finding as a problem of the database, whose file is the kind of record."""
        kind, *name = self.subject
        return Problem(kind, 0, f"{' '.join(name)}: {self.message}")
