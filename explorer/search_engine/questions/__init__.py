"""Questions among queries: whom they name, what they ask about, and which questions of the site they are."""
