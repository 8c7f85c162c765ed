"""Let every role see points, and editors keep them, as they keep topics."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = {
    "Curator": {"view_point"},
    "Reviewer": {"view_point"},
    "Editor": {"view_point", "add_point", "change_point", "delete_point"},
}


def grant(apps, schema_editor):
    """Give the permissions."""
    grant_permissions(ROLES, apps, schema_editor)


def grant_permissions(roles, apps, schema_editor):
    """Give permissions to roles. Django makes them only after all migrations, so they are made here first."""
    using = schema_editor.connection.alias
    app = apps.get_app_config("explorer")
    app.models_module = True  # an app without models is passed over, and a migration's app knows of none
    create_permissions(app, using=using, verbosity=0, apps=apps)
    app.models_module = None
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, codes in roles.items():
        found = Permission.objects.using(using).filter(content_type__app_label="explorer", codename__in=codes)
        for group in Group.objects.using(using).filter(name=name):
            group.permissions.add(*found)


class Migration(migrations.Migration):

    dependencies = [("explorer", "0012_points"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
