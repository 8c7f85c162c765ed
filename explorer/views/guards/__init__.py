"""What stands before the views of every door: how often, by which method, and what an error is told as."""
