"""The base of the commands: errors become lines on stderr and an exit code."""

from contextlib import nullcontext
from pathlib import Path
from typing import Any, Literal

from django.core.management.base import BaseCommand
from django.db import DatabaseError, OperationalError, ProgrammingError

from explorer.errors import CorpusError, ExplorerError
from explorer.management.garbage import collecting_seldom
from explorer.management.progress import ProgressDisplay
from explorer.progress import show_nobody, watch
from explorer.web.faults import Fault, find_fault


class ExplorerCommand(BaseCommand):
    """A command that prints each problem on a line of its own, and exits with 1.

    System checks do not run before it: data can be loaded where pages cannot be served.
    """

    requires_system_checks: list[str] | Literal["__all__"] = []
    folder: Path | None = None
    """The folder of the files that problems name; printed before them, so that an editor can open the line."""
    is_server = False
    """Whether it goes on as a server, whose memory is to stay small, in place of ending with its work."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        watcher = ProgressDisplay(self.stderr) if options.get("verbosity", 1) else show_nobody
        try:
            with watch(watcher), nullcontext() if self.is_server else collecting_seldom():
                return super().execute(*args, **options)
        except CorpusError as error:
            for problem in error.problems:
                is_file = self.folder is not None and problem.file not in {".", "database"}
                self.stderr.write(f"{self.folder}/{problem}" if is_file else str(problem))
            number = len(error.problems)
            self.stderr.write(f"{number} problem{'s' if number > 1 else ''}; nothing was changed.")
        except ExplorerError as error:
            self.stderr.write(str(error))
        except (OSError, DatabaseError) as error:
            self.stderr.write(_describe_cause(error))
        raise SystemExit(1)


def _describe_cause(error: OSError | DatabaseError) -> str:
    """Return a line about an error whose cause is not the code, with the cure; raises one whose cause is."""
    fault = find_fault(error)
    if fault == Fault.FULL:
        return f"there is no room to write ({error}); make room, then run it again"
    if fault == Fault.BUSY:
        return f"the database is locked or cannot be reached ({error}); try again later, or correct DATABASE_URL"
    if isinstance(error, OperationalError | ProgrammingError):
        return f"the database cannot be used ({error}); run manage.py migrate, or correct DATABASE_URL"
    raise error
