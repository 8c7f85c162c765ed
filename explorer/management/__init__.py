"""Django's package for commands."""
