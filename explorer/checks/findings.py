"""What a check of the database reports."""

from dataclasses import dataclass

from explorer.errors import Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one record; ``subject`` is its kind and then what names it, all in slugs and offsets."""

    subject: tuple[str, ...]
    message: str

    @property
    def problem(self) -> Problem:
        """The finding as a problem of the database, under the kind of its record."""
        kind, *name = self.subject
        return Problem(kind, 0, f"{' '.join(name)}: {self.message}")
