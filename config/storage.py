"""How static files are kept: under names that change with their content, so that browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # the library's base has no types
    """Files named after their content; a module imports others by these names too."""

    support_js_module_import_aggregation = True
