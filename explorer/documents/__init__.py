"""The import of documents into episodes, and the replacement of a source by a newer document."""
