"""English words by their form: inflection of a term's words, and affixes that deny (un-, in-, -less)."""

from functools import cache, lru_cache

from amana.align.fidelity.data_files import data_rows

# Prefixes that nearly always deny where the rest is long enough, with the beginnings of words where they do not.
_UN = ("un", "non", "anti")
_NOT_UN = (
    "under", "unit", "union", "unic", "unif", "unil", "unique", "univers", "until", "unanim", "undul", "uncles",
    "nonetheless", "antic", "antiq", "unesco", "unicef", "undp", "unhcr",
)  # fmt: skip
_NOT_LESS = frozenset({"unless", "nevertheless", "nonetheless", "bless", "less", "doubtless"})


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple(row[0].strip() for row in data_rows("negative_prefixes_en.tsv"))


@lru_cache(maxsize=65536)
def denies_by_affix(word: str) -> bool:
    """Whether a folded English word holds a negation in its form.

    >>> [denies_by_affix(w) for w in ("unclear", "until", "homeless", "illegal", "international", "non-stop")]
    [True, False, True, True, False, True]
    """
    if word.endswith("less") and word not in _NOT_LESS:
        return True
    if word.startswith(_UN) and len(word) > 5 and not word.startswith(_NOT_UN):
        return True
    return word.startswith(_beginnings())


@lru_cache(maxsize=65536)
def english_stems(word: str) -> tuple[str, ...]:
    """Base forms that a folded English word may be an inflection of, itself first; spelling allows, no dictionary.

    >>> english_stems("militias"), english_stems("armies"), english_stems("shot")
    (('militias', 'militia'), ('armies', 'army'), ('shot',))
    """
    found = [word]
    for ending in ("'s", "'"):
        if word.endswith(ending):
            found.append(word[: -len(ending)])
            break
    base = found[-1]
    for ending, instead in (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("men", "man")):
        if (
            base.endswith(ending)
            and len(base) - len(ending) > 1
            and not (ending == "s" and base.endswith(("ss", "us")))
        ):
            if ending == "es" and not base.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
                continue
            if ending == "s" and base.endswith("ies"):
                continue
            found.append(base[: -len(ending)] + instead)
    for ending in ("ing", "ed"):
        rest = base[: -len(ending)]
        if base.endswith(ending) and len(rest) > 2:
            found += [rest, rest + "e"]
            if rest[-1] == rest[-2]:
                found.append(rest[:-1])
    return tuple(dict.fromkeys(found))
