"""Let every role take judgements out with the corpus, and editors bring them in."""

from importlib import import_module

from django.db import migrations

ROLES = {
    "Curator": {"view_judgement"},
    "Reviewer": {"view_judgement"},
    "Editor": {"view_judgement", "add_judgement", "change_judgement", "delete_judgement"},
}

grant_permissions = import_module("explorer.migrations.0013_point_roles").grant_permissions


def grant(apps, schema_editor):
    """Give the permissions."""
    grant_permissions(ROLES, apps, schema_editor)


class Migration(migrations.Migration):

    dependencies = [("explorer", "0019_judgements")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
