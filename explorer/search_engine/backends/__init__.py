"""The engines, one module each; none knows another."""
