"""Make the site ready to serve: what ``make run`` does before the server starts, in one process."""

from django.conf import settings
from django.core.checks import Tags
from django.core.management import call_command

from explorer.debate.overviews.upkeep import lacks_overviews, rebuild_overviews
from explorer.errors import ExplorerError
from explorer.management.base import ExplorerCommand
from explorer.management.static_files import collect_static_files
from explorer.operations.served import is_served, mark_served, refuse_lost_database
from explorer.operations.upgrade import copy_before_upgrade
from explorer.search import indexing


class Command(ExplorerCommand):
    """Migrate, collect static files, load the corpus where there is none, index it, and say where the site will be."""

    # What settings can break; what code can is checked by tests, and takes as long as the rest of a second start.
    requires_system_checks = [Tags.caches, Tags.database, Tags.files, Tags.security, Tags.staticfiles]
    help = (
        "Copies a site that is to be migrated, migrates, collects static files, loads fixtures/ into a new database, "
        "indexes it, prints the address."
    )

    def handle(self, *args: object, **options: object) -> None:
        """Run each step; a second run changes nothing."""
        refuse_lost_database()
        self._copy_before_upgrade()
        call_command("migrate", interactive=False, verbosity=0)
        collect_static_files()
        if not is_served():
            call_command("load_corpus", if_empty=True)
        mark_served()
        if lacks_overviews():
            rebuild_overviews()
        self._index()
        self.stdout.write(
            f"\nDebate Explorer: {self.style.SUCCESS(f'http://127.0.0.1:{settings.PORT}')}  (Ctrl-C stops it)\n"
            "A curator's account: .venv/bin/python manage.py createsuperuser, then /admin/"
            f"{'' if settings.SINGLE_CURATOR else '  (alone? SINGLE_CURATOR=1 in .env)'}\n"
        )
        self.stdout.flush()

    def _copy_before_upgrade(self) -> None:
        try:
            report = copy_before_upgrade()
        except ExplorerError as error:
            raise ExplorerError(
                f"{error}\nThe database waits for migrations, and is migrated only after it was copied. To go on "
                "without a copy: manage.py migrate, then start again."
            ) from error
        if report:
            self.stdout.write(f"The database is migrated; as it was, it is in {report.path} (manage.py restore).")

    def _index(self) -> None:
        """Update the index, or say why that failed: pages can be served without it."""
        try:
            indexing.update(wait=indexing.PATIENCE)
        except Exception as error:  # noqa: BLE001, a full disk must not keep the site from starting
            self.stderr.write(f"There is no search index ({error}): searches are answered from the database.")
