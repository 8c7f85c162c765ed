"""The parts of the site, each with the revision at which it changed last."""

from collections.abc import Collection

from django.db import models

from explorer.models.outbox import Revision
from explorer.models.queries.first_row import fetch_first_row

WHOLE = ""
"""The name of the area that is the whole site."""


class AreaManager(models.Manager["Area"]):
    """Reads and raises the revisions of areas."""

    def newest(self, names: Collection[str]) -> int:
        """Return the newest revision of the areas and of the whole site; costs one query."""
        areas, site = self.model._meta.db_table, Revision._meta.db_table
        places = ", ".join(["%s"] * (len(names) + 1))
        # In SQL, since every request asks. Where nothing is recorded yet, all of the site counts as changed last.
        statement = (
            f"SELECT COALESCE((SELECT MAX(number) FROM {areas} WHERE name IN ({places})), "  # noqa: S608, no input
            f"(SELECT number FROM {site} WHERE id = 1), 0)"
        )
        [newest] = fetch_first_row(self.db, statement, [WHOLE, *names]) or [0]
        return int(newest)

    def raise_to(self, revision: int, names: Collection[str]) -> None:
        """Note that areas changed at a revision, inside the transaction of the edit that raised it."""
        if WHOLE in names:
            self.all().delete()  # all of them are older than the whole now
            names = {WHOLE}
        rows = [self.model(name=name, number=revision) for name in sorted(names)]
        self.bulk_create(rows, update_conflicts=True, unique_fields=["name"], update_fields=["number"])


class Area(models.Model):
    """A part of the site that changes by itself, such as ``topic:scaling``, or the whole site, whose name is empty."""

    name = models.CharField(max_length=120, unique=True)
    number = models.BigIntegerField()

    objects = AreaManager()

    class Meta:
        """By name."""

        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name or 'the whole site'}: {self.number}"
