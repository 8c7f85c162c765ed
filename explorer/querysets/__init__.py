"""The vocabulary of reading: chainable questions that views, API and admin ask of the database."""
