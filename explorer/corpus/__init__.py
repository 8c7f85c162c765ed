"""The corpus folder, into the database and out of it."""
