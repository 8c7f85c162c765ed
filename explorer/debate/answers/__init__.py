"""Answers to what readers ask in the search box: who stands where, who says what, who is far from whom."""
