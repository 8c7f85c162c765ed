"""The consequences of every edit beside its own rows: versions, the revision and the queue of the index."""
