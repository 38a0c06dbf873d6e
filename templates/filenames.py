"""File names from excerpt ids: the id itself where every file system takes it, else what is left of it and a digest."""

import hashlib
import re
from collections.abc import Sequence

_SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}(?<![.-])")
# Windows devices; and the page that is no excerpt's.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|index)(?:\..*)?", re.IGNORECASE)


def page_names(ids: Sequence[str]) -> tuple[str, ...]:
    """One file name for each id, in order, different even where a file system ignores case.

    >>> page_names(["alaraby-2023-09-28", "A", "a", "../etc/passwd", "index"])
    ('alaraby-2023-09-28.html', 'A.html', 'a-ca978112.html', 'etc-passwd-7fef78f5.html', 'index-1bc04b52.html')
    """
    taken: set[str] = {"index.html"}
    names: list[str] = []
    for excerpt_id in ids:
        name = f"{excerpt_id}.html"
        digest = hashlib.sha256(excerpt_id.encode("utf-8", "backslashreplace")).hexdigest()[:8]
        stem = re.sub(r"[^A-Za-z0-9_]+", "-", excerpt_id).strip("-")[:60] or "excerpt"
        repeat = 1
        while name.lower() in taken or not _SAFE.fullmatch(name[:-5]) or _RESERVED.fullmatch(name[:-5]):
            name = f"{stem}-{digest}.html" if repeat == 1 else f"{stem}-{digest}-{repeat}.html"
            repeat += 1
        taken.add(name.lower())
        names.append(name)
    return tuple(names)
