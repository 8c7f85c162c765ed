"""What one page shows of a comparison: columns as they are kept, and the claims that have room."""
