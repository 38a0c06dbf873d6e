"""Jinja2 templates and the writer that fills them."""

from amana.templates.folders import claim_folder
from amana.templates.writer import write_report

__all__ = ["claim_folder", "write_report"]
