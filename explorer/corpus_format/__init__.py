"""The corpus folder: its records, its reading with line numbers in every error, and its writing."""
