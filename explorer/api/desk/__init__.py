"""The desk for programs: unpublished records and all writing, with a token; nothing here is public."""
