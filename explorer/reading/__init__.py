"""What the reading room of an episode and the page of a claim show."""
