"""Fidelity checks: one module a family, each a generator of findings."""
