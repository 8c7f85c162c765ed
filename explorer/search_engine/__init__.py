"""Full-text search without Django: plain types, one query language, and exchangeable engines behind one interface."""
