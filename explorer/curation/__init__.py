"""What curators do: draft, amend, review, relate, keep tokens."""
