"""Addresses, and the parameters that they carry."""
