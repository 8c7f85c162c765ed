"""Debate Explorer: what AI researchers say on a topic, side by side, with the exact words behind every line."""
