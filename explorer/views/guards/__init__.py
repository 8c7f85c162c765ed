"""What stands before the views of every door: how often, by which method, from which database, and what errors say."""
