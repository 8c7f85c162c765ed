"""The search engines, one module each; no engine imports another."""
