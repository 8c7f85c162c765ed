"""Addresses of this site, and the parameters in them."""
