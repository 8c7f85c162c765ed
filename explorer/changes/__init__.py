"""What every edit does beside its own rows: the revision is raised and the index will be told."""
