"""The admin's pages for coding and review."""
