"""Finding what somebody said: plain types, one query language, and engines that can be exchanged behind one door."""
