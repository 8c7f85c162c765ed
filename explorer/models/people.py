"""Who acts, as functions that ask for permissions take them."""

from typing import Any

Person = Any
"""A user, whatever the model of users."""
