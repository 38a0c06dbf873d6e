"""Writing a file whole or not at all, and never over a file that is already there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from amana.errors import OutputError


@contextmanager
def new_file(path: Path, *, overwrite: bool = False) -> Iterator[Path]:
    """A path to write to, which takes the name `path` when the block ends well, and leaves no trace when it does not.

    Raises OutputError where `path` exists and `overwrite` is not set: amana cannot know whether it wrote it.
    """
    refusal = OutputError(f"{path} exists already: nothing was written over it; give another name, or remove it first")
    if path.is_dir():
        raise OutputError(f"{path} is a folder: expected the name of a file to write")
    if path.exists() and not overwrite:
        raise refusal
    temporary = path.with_name(f".{path.name[:80]}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield temporary
            if overwrite:
                temporary.replace(path)
            else:
                _rename_to_new(temporary, path, refusal)
        finally:
            with suppress(OSError):
                temporary.unlink()
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}; expected a writable folder") from error


def _rename_to_new(temporary: Path, path: Path, refusal: OutputError) -> None:
    """A hard link fails where the name is taken; a rename does not, and would lose a file made since the look."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise refusal from None
    except OSError:  # a file system without hard links
        if path.exists():
            raise refusal from None
        temporary.replace(path)
