"""How static files are kept: under names that change with their content, so that browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

_, _IMPORTS = CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns  # noqa: SLF001  (no public name)


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # the library's base has no types
    """Files named after their content; a module of ours imports others by these names too."""

    support_js_module_import_aggregation = True
    # Scripts of libraries name files in their comments that nobody has.
    _js_module_import_aggregation_patterns = ("explorer/js/*.js", _IMPORTS)
