"""The cache that servers share where there is one (``CACHE_URL``): answers, what searches found, how often was asked.

What it forgets is made anew, so it may be lost at any moment. What may not be forgotten, the tries at a log-in and the
codes that were used, is in the default cache of the settings, which is a table of the database.
"""

from typing import cast

from django.core.cache import BaseCache, caches
from django.utils.connection import ConnectionProxy

SHARED = "shared"
"""Its name in the settings."""

cache = cast("BaseCache", ConnectionProxy(caches, SHARED))
"""The cache of the running thread."""
