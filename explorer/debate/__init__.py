"""Comparisons of what people say on a topic, and every overview of them."""
