"""Fidelity in translation: checks English renderings against their Arabic sources.

import amana

comparison = amana.compare(source="...", rendering="...")
amana.write_report([comparison], "report/")
"""

from amana.api import compare, write_report
from amana.version import __version__

__all__ = ["__version__", "compare", "write_report"]
