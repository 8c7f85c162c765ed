"""Embedders: what turns text into vectors whose closeness is that of the texts' meaning."""
