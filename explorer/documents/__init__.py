"""A document comes in, or takes another's place."""
