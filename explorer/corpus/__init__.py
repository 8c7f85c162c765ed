"""Loading of the corpus folder into the database, and dumping of the database as a corpus folder."""
