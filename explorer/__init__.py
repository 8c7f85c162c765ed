"""Debate Explorer: what AI researchers say on a topic, side by side, with the exact words behind every line."""

__version__ = "0.1.0"
