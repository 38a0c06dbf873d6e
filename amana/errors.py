"""What can go wrong by a user's doing. The command line catches AmanaError alone: a bug keeps its traceback.

A message says what was seen, what was expected, and what to do.
"""

from collections.abc import Sequence


class AmanaError(Exception):
    """Base of every error that amana raises on purpose."""


class InputError(AmanaError):
    """Input that cannot be read. `problems` holds one line for every bad record, each with its file and line."""

    def __init__(self, summary: str, problems: Sequence[str] = ()) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join([summary, *(f"  {problem}" for problem in self.problems)]))


class ModelError(AmanaError):
    """A model that is missing, incomplete, or not of the kind that was asked for."""


class OutputError(AmanaError):
    """Output that cannot be written, or that would overwrite what amana did not write."""
