"""Prepare the site and serve it: what ``make run`` does, with the code loaded once."""

import sys
from multiprocessing import get_context

from django.conf import settings
from django.core.management import call_command
from gunicorn.app.wsgiapp import WSGIApplication

from explorer.management.base import ExplorerCommand

# Loaded here for the process that prepares, which shares what this one has loaded.
from explorer.management.commands import prepare  # noqa: F401


class Command(ExplorerCommand):
    """Run ``prepare``, then gunicorn in this process; exits as ``prepare`` does where that fails."""

    help = "Makes the site ready as prepare does, then serves it with gunicorn as config/gunicorn.py says."
    is_server = True

    def handle(self, *args: object, **options: object) -> None:
        """Prepare in a process that ends with what it has opened: workers may share no connection and no file."""
        preparation = get_context("fork").Process(target=call_command, args=("prepare",))
        preparation.start()
        preparation.join()
        if preparation.exitcode:
            raise SystemExit(preparation.exitcode)
        sys.argv = ["gunicorn", "--config", str(settings.BASE_DIR / "config/gunicorn.py"), "config.wsgi"]
        WSGIApplication("%(prog)s [OPTIONS] [APP_MODULE]", prog="gunicorn").run()
