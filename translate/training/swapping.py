"""Names swapped inside sentences, so that a rare name is learnt where it will be met: between verbs and prepositions.

A name is swapped where its Arabic and its English form both occur once in the pair. The new one is drawn from the same
file of names. The sentence may become untrue; it stays a translation. Some stand in Latin letters on both sides, or
become a made-up acronym: names and acronyms in an Arabic text have to be copied, and hardly any training text shows it.
"""

import re
from collections.abc import Sequence

import numpy as np

from amana.translate.training.cleaning import Pair

_WORD = re.compile(r"\w+")
_CLITICS = ("", "و", "ب", "ل", "ف", "ك", "وب", "ول")
_SINGLE_ARABIC = re.compile("[\u0621-\u064a]{3,}")
LATIN_SHARE = 0.2  # of swaps whose new name stands in Latin letters in the Arabic as well; half of them are acronyms
_SINGLE_LATIN = re.compile(r"[A-Z][A-Za-z'-]{2,}")


class NameSwapper:
    """Swaps one known name in a pair for another. `names`: pairs of names; those of one word on each side are used, and
    none that begins with the article (a clitic in front would change its spelling)."""

    def __init__(self, names: Sequence[Pair]) -> None:
        self.names = [
            name
            for name in dict.fromkeys(names)
            if _SINGLE_ARABIC.fullmatch(name.arabic)
            and _SINGLE_LATIN.fullmatch(name.english)
            and not name.arabic.startswith("ال")
        ]
        self.english: dict[str, set[str]] = {}
        for name in self.names:
            self.english.setdefault(name.arabic, set()).add(name.english)

    def swap(self, pair: Pair, rng: np.random.Generator) -> Pair:
        """The pair with one name swapped; the very pair where it has no name that could be."""
        words = pair.english.split()
        if len(words) < 4 or not self.names:
            return pair
        places = self._places(pair)
        if not places:
            return pair
        start, end, english = places[int(rng.integers(len(places)))]
        new = self.names[int(rng.integers(len(self.names)))]
        if (draw := rng.random()) < LATIN_SHARE:
            copied = _acronym(rng) if draw < LATIN_SHARE / 2 else new.english
            new = Pair(copied, copied)
        arabic = pair.arabic[:start] + new.arabic + pair.arabic[end:]
        return Pair(arabic, re.sub(rf"\b{re.escape(english)}\b", lambda _: new.english, pair.english))

    def _places(self, pair: Pair) -> list[tuple[int, int, str]]:
        words = {word for word in _WORD.findall(pair.english) if word[0].isupper()}
        found: list[tuple[int, int, str]] = []
        for match in _WORD.finditer(pair.arabic):
            for clitic in _CLITICS:
                name = match.group().removeprefix(clitic) if match.group().startswith(clitic) else ""
                known = self.english.get(name, set()) & words
                if known and pair.arabic.count(name) == 1:
                    found.append((match.start() + len(clitic), match.end(), min(known)))
                    break
        return found


def _acronym(rng: np.random.Generator) -> str:
    return "".join(chr(ord("A") + int(letter)) for letter in rng.integers(26, size=int(rng.integers(2, 6))))
