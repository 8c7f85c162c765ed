"""The read model of the overviews: the states of cells and their tallies, derived, kept and compared."""
