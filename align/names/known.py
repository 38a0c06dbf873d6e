"""Names known by heart: countries (CLDR), places, persons and bodies whose English name is not heard in the Arabic."""

from functools import cache
from importlib.resources import files

from amana.align.names.letters import arabic_letters, latin_letters


def _key(name: str) -> str:
    """An Arabic name as one string: no article at its head, no difference of ة and ه or ى and ي."""
    words = [arabic_letters(word).replace("ة", "ه").replace("ى", "ي") for word in name.split()]
    return " ".join(word.removeprefix("ال") if len(word) > 4 else word for word in words if word)


def _latin_key(name: str) -> str:
    words = [latin_letters(word) for word in name.replace("-", " ").split()]
    return " ".join(word for word in words if word and word != "the")


@cache
def known_names() -> dict[str, tuple[str, ...]]:
    """English names by the key of the Arabic one."""
    table: dict[str, list[str]] = {}
    for line in files("amana.align.names").joinpath("data/exonyms.tsv").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            arabic, english = line.split("\t")[:2]
            for spelling in arabic.split("|"):
                table.setdefault(_key(spelling), []).extend(english.split("|"))
    for arabic, english in territories():
        table.setdefault(_key(arabic), []).append(english)
    return {key: tuple(dict.fromkeys(names)) for key, names in table.items()}


def territories() -> list[tuple[str, str]]:
    """Arabic and English names of countries, from CLDR."""
    from babel import Locale

    arabic, english = Locale("ar").territories, Locale("en").territories
    return [(name, english[code]) for code, name in arabic.items() if code.isalpha() and code in english]


@cache
def _known_pairs() -> frozenset[tuple[str, str]]:
    return frozenset((key, _latin_key(name)) for key, names in known_names().items() for name in names)


def known_as(ar: str, en: str) -> str | None:
    """The English name itself where the list has it for this Arabic name."""
    return en if (_key(ar), _latin_key(en)) in _known_pairs() else None


@cache
def _apart() -> frozenset[tuple[str, str]]:
    lines = files("amana.align.names").joinpath("data/mistakable.tsv").read_text(encoding="utf-8").splitlines()
    pairs = set()
    for line in lines:
        if line.strip() and not line.startswith("#"):
            arabic, english = line.split("\t")
            pairs |= {(_key(a), latin_letters(e)) for a in arabic.split("|") for e in english.split("|")}
    own = {(_key(a), latin_letters(e)) for a, e in territories()}
    return frozenset(pairs - own)


def known_apart(ar: str, en: str) -> bool:
    """Whether this English word is known to be another name, however close it sounds."""
    return (_key(ar), latin_letters(en)) in _apart()
