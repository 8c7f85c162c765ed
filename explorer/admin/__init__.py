"""The curators' side: a plain admin for every model."""
