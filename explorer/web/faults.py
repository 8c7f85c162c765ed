"""Errors whose cause is not the code: a database that is busy, a disk that is full, a value that no column holds."""

import errno
from enum import Enum, auto
from types import TracebackType

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import DatabaseError, DataError, InterfaceError, OperationalError

from explorer.errors import UnscannedError


class Fault(Enum):
    """A cause of errors outside the code."""

    BUSY = auto()
    """The database is locked, or cannot be reached."""
    FULL = auto()
    """There is no room to write."""
    UNSCANNED = auto()
    """The virus scanner, to which every document is shown first, does not answer."""
    UNREADABLE = auto()
    """A value was sent that no record can have."""


NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

SQLITE = {
    5: Fault.BUSY,
    6: Fault.BUSY,  # a table is locked
    8: Fault.BUSY,  # it can only be read
    10: Fault.BUSY,  # something was not read or written
    13: Fault.FULL,
    14: Fault.BUSY,  # it was not opened
    4874: Fault.FULL,  # of 10's kind: the log's side file found no room
}
"""Causes by SQLite's codes (sqlite.org/rescode.html)."""

DISK_FULL = "53100"
"""PostgreSQL's code of a full disk (PostgreSQL 15, appendix A)."""

READERS_OF_VALUES = (
    *("django.db.models.fields", "django.db.models.options", "django.forms.models", "django.forms.formsets"),
)
"""The modules of Django in which a value that was sent is read as a column, its value, or a row of a form."""


def find_fault(error: BaseException) -> Fault | None:
    """Return the cause of an error outside the code, None where there is none."""
    if isinstance(error, UnscannedError):
        return Fault.UNSCANNED
    if isinstance(error, OSError):
        return Fault.FULL if error.errno in NO_ROOM else None
    if isinstance(error, (OverflowError, DataError)):
        return Fault.UNREADABLE
    if isinstance(error, DatabaseError | InterfaceError):
        return _find_database_fault(error)
    if isinstance(error, (ValueError, IndexError, TypeError, ValidationError, FieldDoesNotExist)):
        return Fault.UNREADABLE if _name_module(error.__traceback__).startswith(READERS_OF_VALUES) else None
    return None


def _find_database_fault(error: DatabaseError | InterfaceError) -> Fault | None:
    """Return what a driver's error means, which is the cause of Django's."""
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    if code is not None:
        return SQLITE.get(code, SQLITE.get(code & 0xFF))  # the rest mostly says more of the same
    if getattr(error.__cause__, "sqlstate", None) == DISK_FULL:
        return Fault.FULL
    return Fault.BUSY if isinstance(error, OperationalError | InterfaceError) else None


def _name_module(trace: TracebackType | None) -> str:
    """Return the name of the module in which an error was raised."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return str(trace.tb_frame.f_globals["__name__"]) if trace else ""
