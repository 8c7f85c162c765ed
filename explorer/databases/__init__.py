"""The primary database and its replica: which of them answers a reader."""
