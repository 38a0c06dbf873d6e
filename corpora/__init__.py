"""Corpora: the record, one reader and writer a format, and the bundled corpora."""
