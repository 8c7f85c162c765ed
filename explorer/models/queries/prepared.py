"""Querysets whose SQL is put together once in a process; after that only their values change (ADR 48)."""

from __future__ import annotations

import datetime
from copy import copy
from itertools import count
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections, models

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from django.db.models.sql.compiler import SQLCompiler

Asked = ParamSpec("Asked")
Row = TypeVar("Row")

MOST_KEPT = 100
"""The largest number of statements that are kept of one queryset; page numbers would give ever new ones."""

LONGEST_DOUBLED = 1024
"""Up to so many values a sequence is filled up to twice as many at most; a longer one up to a multiple of it."""

FIRST_NUMBER, FIRST_DAY = 2_000_000_000, datetime.date(1001, 1, 1)
"""The stand-ins for numbers and days count from here: larger than any key, and within what columns can hold."""


class UnpreparedError(Exception):
    """A queryset changes one of its values before they reach the database, so that no other can take its place."""


class PreparedQuery(Generic[Asked, Row]):
    """Rows of a queryset, as a function of its values.

    ``build`` returns the queryset. Its keyword arguments are values of columns: numbers, texts, days, or sequences of
    numbers or of texts; None is a value of its own. What else shapes the SQL, such as limits, comes by position. It is
    called with stand-ins, once for each shape, and must do nothing with values but hand them to the queryset. The
    router chooses the database of every call, whichever the queryset is bound to.
    """

    def __init__(self, build: Callable[Asked, models.QuerySet[Any, Row]]) -> None:
        self.__doc__ = build.__doc__
        self._build: Any = build
        self._statements: dict[object, _Statement] = {}

    def __call__(self, *shape: Asked.args, **values: Asked.kwargs) -> list[Row]:
        """Return the rows; costs one query, and those of what is prefetched."""
        padded = {name: _pad(value) for name, value in values.items()}
        outline = tuple((name, *map(_find_kind, held)) for name, held in padded.items())
        if (statement := self._statements.get((shape, outline))) is None:
            stand_ins = _list_stand_ins(padded)
            taken = {
                name: held if isinstance(values[name], list | tuple) else held[0] for name, held in stand_ins.items()
            }
            if len(self._statements) >= MOST_KEPT:
                self._statements.clear()
            listed = [each for held in stand_ins.values() for each in held]
            statement = _Statement(self._build(*shape, **taken), listed, whole=all(padded.values()))
            self._statements[shape, outline] = statement
        return statement.fetch([value for held in padded.values() for value in held])


def prepared(build: Callable[Asked, models.QuerySet[Any, Row]]) -> PreparedQuery[Asked, Row]:
    """Turn a function that returns a queryset into one that returns its rows, put together once."""
    return PreparedQuery(build)


class _Statement:
    """A queryset of stand-ins, with its SQL for each database; ``whole`` is false where a sequence is empty."""

    def __init__(self, queryset: models.QuerySet[Any, Any], stand_ins: Sequence[object], *, whole: bool) -> None:
        self._queryset = queryset.using(None)  # the database that is there today may be gone when it is asked again
        self._stand_ins = stand_ins
        self._is_whole = whole
        self._compilers: dict[str, tuple[SQLCompiler, str, list[tuple[int | None, Any]]] | None] = {}

    def fetch(self, values: Sequence[Any]) -> list[Any]:
        using = self._queryset.db
        if using not in self._compilers:
            self._compilers[using] = self._compile(using)
        if (known := self._compilers[using]) is None:
            return []
        kept, sql, slots = known
        connection = connections[using]
        # Django reads rows by what the compiler noted while it wrote the SQL.
        compiler = copy(kept)
        compiler.connection = connection
        compiler.klass_info = _share_related(kept.klass_info)
        filled = tuple(given if place is None else _adapt(values[place], given, connection) for place, given in slots)
        compiler.as_sql = lambda *_, **__: (sql, filled)  # type: ignore[method-assign]
        asked = self._queryset.all()
        asked.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return list(asked)

    def _compile(self, using: str) -> tuple[SQLCompiler, str, list[tuple[int | None, Any]]] | None:
        """Return the compiler, its SQL, and for each parameter its place among the values or, without one, itself.

        None stands for a queryset that is known to be empty.
        """
        connection = connections[using]
        given_values = enumerate(self._stand_ins)
        places = {_adapt(value, value, connection): place for place, value in given_values if value is not None}
        # Writing SQL changes a query for a while, and another thread may be at the same.
        compiler = self._queryset.all().query.get_compiler(using=using)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return None
        slots = [(places.get(given), given) for given in parameters]
        # With nothing to choose from, Django leaves out conditions with all of their values.
        if self._is_whole and (lost := places.keys() - set(parameters)):
            raise UnpreparedError(f"Hand {lost} to the queryset as they are: {sql}")
        compiler.connection = None  # a thread's own, which must not outlive it
        return compiler, sql, slots


class _KnownRows:
    """Stands in for a model whose rows come with others': gives the same instance for the same key."""

    def __init__(self, model: type[models.Model]) -> None:
        self._model = model
        self._known: dict[object, models.Model] = {}
        self._meta = model._meta

    def from_db(self, db: str, names: list[str], values: Sequence[Any]) -> models.Model:
        key = values[names.index(self._meta.pk.attname)]
        if (row := self._known.get(key)) is None:
            row = self._known[key] = self._model.from_db(db, names, values)
        return row


def _share_related(info: Any) -> Any:
    """Return Django's notes on the models of a row so that records which come with many rows are made once."""
    if not info or "related_klass_infos" not in info:
        return info
    related = [_share_related(each) | {"model": _KnownRows(each["model"])} for each in info["related_klass_infos"]]
    return info | {"related_klass_infos": related}


def _adapt(value: Any, given: Any, connection: Any) -> Any:
    """Return a value as the database takes it in the place of a parameter."""
    if isinstance(value, datetime.date):
        return connection.ops.adapt_datefield_value(value)
    # Numbers come in types that name the width of their column.
    return type(given)(value) if isinstance(value, int) else value


def _pad(value: Any) -> Sequence[Any]:
    """Return a value as a sequence; one of several is filled up with its last, so that few lengths occur."""
    if not isinstance(value, list | tuple):
        return (value,)
    number = len(value)
    size = (
        1 << (number - 1).bit_length() if number <= LONGEST_DOUBLED else -(-number // LONGEST_DOUBLED) * LONGEST_DOUBLED
    )
    return [*value, *value[-1:] * (size - number)] if value else value


def _find_kind(value: Any) -> type:
    return next((kind for kind in (int, str, datetime.date) if isinstance(value, kind)), type(None))


def _list_stand_ins(values: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
    """Return for each value another one of its kind that stands nowhere else."""
    numbers = count(FIRST_NUMBER)
    return {name: [_stand_in(value, numbers) for value in held] for name, held in values.items()}


def _stand_in(value: Any, numbers: Iterator[int]) -> Any:
    number = next(numbers)
    if isinstance(value, datetime.date):
        return FIRST_DAY + datetime.timedelta(number - FIRST_NUMBER)
    if isinstance(value, str):
        return f"stand-in {number}"
    return None if value is None else number
