"""Comparisons of what speakers say on a topic, and every overview made of them."""
