"""Do an Arabic name and a Latin-script name sound alike? Letters, words, whole names, and names known by heart."""

from amana.align.names.matching import NameMatch, check_names, match_names

__all__ = ["NameMatch", "check_names", "match_names"]
