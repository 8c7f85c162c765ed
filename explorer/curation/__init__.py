"""The work of curators: drafting, amending, reviewing and relating records, looking up versions, keeping tokens."""
