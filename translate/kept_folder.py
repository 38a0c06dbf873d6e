"""A folder that is made once and kept in the user's cache, and that is there whole or not at all."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from amana.errors import ModelError

_PROOF = "model.bin"  # the file whose presence says that the folder was made


def kept_folder(place: Path, make: Callable[[Path], None], what: str, advice: str) -> Path:
    """`place`, made by `make(folder)` where it is not there yet. Several processes may ask at once: the first to finish
    wins, and the results are the same. Raises ModelError, with `what` and `advice`, where it cannot be written."""
    if (place / _PROOF).is_file():
        return place
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        # Beside its place, so that the rename is one step: whoever finds the folder finds it whole.
        with tempfile.TemporaryDirectory(prefix=".converting-", dir=place.parent) as temporary:
            made = Path(temporary) / "model"
            make(made)
            try:
                made.rename(place)
            except OSError:
                if not (place / _PROOF).is_file():  # another process was faster: its result is the same
                    shutil.rmtree(place, ignore_errors=True)
                    made.rename(place)
    except OSError as error:
        raise ModelError(f"{what} cannot be written under {place.parent} ({error}): {advice}") from error
    return place
