"""The formats in which others read what is coded here."""
