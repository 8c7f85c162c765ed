"""The format of a corpus folder: its records, reading with the line of every error, and writing."""
