"""What several QuerySets are made with: SQL put together once, and words found in columns."""
