"""The admin's pages for bringing documents in."""
