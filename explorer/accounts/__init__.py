"""Who may come in to the desk: passwords, the second factor, sessions, and the record of changed rights."""
