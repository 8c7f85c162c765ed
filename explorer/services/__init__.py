"""What touches several kinds of row: writes that stand or fall together, and views assembled from many tables."""
