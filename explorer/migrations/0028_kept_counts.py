"""Make the table of the default cache, in which tries at a log-in and used codes are counted."""

from django.apps.registry import Apps
from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_table(_: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make it by Django's own command, which leaves one alone that is there."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    """See the docstring of the module."""

    dependencies = [("explorer", "0027_kept_requests")]

    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
