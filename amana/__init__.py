"""Fidelity in translation: checks English renderings against their Arabic sources."""

from amana.version import __version__

__all__ = ["__version__"]
