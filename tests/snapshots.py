"""A snapshot of the whole database, for comparing before and after."""

from django.apps import apps

from explorer.models import PendingUpload


def snapshot() -> dict[str, list[dict[str, object]]]:
    """Return every row of the app, with keys and times of writing; what waits to be confirmed is no record yet."""
    rows = {}
    for model in apps.get_app_config("explorer").get_models():
        if model._meta.proxy or model is PendingUpload:
            continue  # a proxy has the same rows as another model
        values = list(model._default_manager.order_by("pk").values())
        for row in values:
            if "raw" in row:
                row["raw"] = bytes(row["raw"])
        rows[model.__name__] = values
    return rows
