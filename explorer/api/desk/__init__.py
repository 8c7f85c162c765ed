"""The desk for programs: what is not published, and all writing, with a token; nothing here is public."""
