"""Make the site ready to serve: what ``make run`` does before the server starts, in one process."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from explorer.debate.overviews.upkeep import lacks_overviews, rebuild_overviews
from explorer.search import indexing


class Command(BaseCommand):
    """Migrate, collect static files, load the corpus where there is none, index it, and say where the site will be."""

    help = "Migrates, collects static files, loads fixtures/ into an empty database, indexes it, prints the address."

    def handle(self, *args: object, **options: object) -> None:
        """Run each step; a second run changes nothing."""
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("load_corpus", if_empty=True)
        if lacks_overviews():
            rebuild_overviews()
        self._index()
        self.stdout.write(
            f"\nDebate Explorer: {self.style.SUCCESS(f'http://127.0.0.1:{settings.PORT}')}  (Ctrl-C stops it)\n"
            "A curator's account: .venv/bin/python manage.py createsuperuser, then /admin/"
            f"{'' if settings.SINGLE_CURATOR else '  (alone? SINGLE_CURATOR=1 in .env)'}\n"
        )
        self.stdout.flush()

    def _index(self) -> None:
        """Update the index, or say why that failed: pages can be served without it."""
        try:
            indexing.update(wait=indexing.PATIENCE)
        except Exception as error:  # noqa: BLE001, a full disk must not keep the site from starting
            self.stderr.write(f"There is no search index ({error}): searches are answered from the database.")
