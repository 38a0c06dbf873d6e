"""Jinja2 templates and the writer that fills them."""
