"""The admin's pages for importing documents."""
