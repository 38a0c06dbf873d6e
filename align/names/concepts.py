"""Names known by heart, for running text: is what the English names anywhere in the Arabic, and the other way round?"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from amana.align.names.compounds import inner_names
from amana.align.names.known import territories
from amana.align.names.letters import latin_letters
from amana.align.names.parts import name_words_as_written
from amana.align.names.vocabulary import bare_forms
from amana.translate.folding import fold

_SHORT = 3  # letters: such stems are parts of too many other words to take every tail

Words = tuple[str, ...]


class Concept(NamedTuple):
    """One thing with its Arabic names (phrases of bare words, or stems) and its English ones."""

    phrases: tuple[Words, ...]
    stems: tuple[str, ...]
    english: tuple[Words, ...]


def english_key(word: str) -> str:
    """One English word as the tables hold it: no case, accents, dots or possessive."""
    plain = word.replace("’", "'").removesuffix("'s").removesuffix("'")
    if plain.isupper() and len(plain) < 6:  # DCCC is not D.C.
        return plain.replace(".", "").replace("-", "").lower()
    return latin_letters(plain) or word.lower()


def _with_hyphens(name: str) -> Iterator[Words]:
    """A name with its hyphened words as one, as a text has them, and as several: Agence France-Presse."""
    yield english_words(name)
    if "-" in name and " " in name:
        yield tuple(english_key(word) for word in name.split())


def english_words(name: str) -> Words:
    return tuple(key for piece in name.replace("-", " ").split() if (key := english_key(piece)))


def arabic_words(name: str) -> Words:
    """A name as bare words, the way that the words of a text are looked up."""
    return tuple(bare for word in name.split() if (bare := _bare(fold(word))))


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


_CONTINENTS = (("وروب", "ورب"), ("مريك", "ميرك"), ("ميرك", "مريك"))


def _spellings(arabic: str, english: Sequence[str]) -> tuple[str, ...]:
    """A name with its g in the spellings of other countries: هونغ كونغ, هونج كونج, هونك كونك; and البرلمان الأوربي."""
    foreign = "غ" in arabic and any("g" in name.lower() for name in english)
    made = [arabic, *(arabic.replace("غ", letter) for letter in "جك" if foreign)]
    made += [name.replace(one, other) for name in made for one, other in _CONTINENTS if one in name]
    return tuple(dict.fromkeys(made))


def _rows(name: str) -> list[list[list[str]]]:
    text = files("amana.align.names").joinpath(f"data/{name}.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return [[column.split("|") for column in line.split("\t")[:2]] for line in lines]


@cache
def concepts() -> tuple[Concept, ...]:
    """Every concept of nations.tsv, exonyms.tsv and CLDR."""
    made = []
    for arabic, english in _rows("nations"):
        phrases = tuple(arabic_words(name) for name in arabic if " " in name)
        stems = tuple(fold(name) for name in arabic if " " not in name)
        made.append(Concept(phrases, stems, tuple(words for name in english for words in _with_hyphens(name))))
    for arabic, english in _rows("exonyms"):
        phrases = tuple(arabic_words(spelling) for name in arabic for spelling in _spellings(name, english))
        made.append(Concept(phrases, (), tuple(words for name in english for words in _with_hyphens(name))))
    known = {words: number for number, concept in reversed(list(enumerate(made))) for words in concept.english}
    for arabic_name, english_name in territories():
        phrase, words = arabic_words(arabic_name), english_words(english_name)
        if words in known:  # India is the country of the Indians: one concept, however short its stem
            same = made[known[words]]
            made[known[words]] = same._replace(phrases=(*same.phrases, phrase))
        else:
            made.append(Concept((phrase,), (), (words,)))
    return tuple(made)


@cache
def namesakes(number: int) -> frozenset[int]:
    """The concepts that share an English name with this one: a capital and its country (Paris, France, French)."""
    return frozenset(other for words in concepts()[number].english for other in _by_english()[words])


@cache
def _by_english() -> dict[Words, tuple[int, ...]]:
    index: dict[Words, list[int]] = {}
    for number, concept in enumerate(concepts()):
        for words in concept.english:
            if number not in index.setdefault(words, []):
                index[words].append(number)
    return {words: tuple(numbers) for words, numbers in index.items() if words}


@cache
def _by_phrase() -> dict[str, tuple[tuple[Words, int], ...]]:
    index: dict[str, list[tuple[Words, int]]] = {}
    for number, concept in enumerate(concepts()):
        for words in concept.phrases:
            if words:
                index.setdefault(words[0], []).append((words, number))
    return {first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in index.items()}


@cache
def _by_stem() -> dict[str, tuple[tuple[str, int], ...]]:
    index: dict[str, list[tuple[str, int]]] = {}
    for number, concept in enumerate(concepts()):
        for stem in concept.stems:
            index.setdefault(stem[:2], []).append((stem, number))
    return {head: tuple(found) for head, found in index.items()}


@cache
def _tails(short: bool) -> frozenset[str]:
    return frozenset(name_words_as_written("tails", "short" if short else "ar"))


@cache
def capitals() -> frozenset[str]:
    """Names that are known only when written in capitals: US, UN, IS, LA."""
    names = (name for table in ("nations", "exonyms") for row in _rows(table) for name in row[1])
    return frozenset(english_key(name) for name in names if name.isupper() and len(name.replace(".", "")) <= 4)


def known_english(words: Sequence[str], start: int) -> tuple[int, tuple[int, ...]]:
    """The longest known name that begins at `start`: how many words (0: none), and which concepts it may be."""
    index = _by_english()
    for length in range(min(4, len(words) - start), 0, -1):
        own = tuple(words[start : start + length])
        ends = [own[-1].removesuffix("s").removesuffix("ly"), own[-1].removesuffix("s").removesuffix("er")]
        found = index.get(own) or index.get((*own[:-1], ends[0])) or (length > 1 and index.get((*own[:-1], ends[1])))
        if found:
            return length, found
    for inner in inner_names(words[start]):  # Transcaucasus, Romanization
        if found := index.get((inner,)):
            return 1, found
    return 0, ()


def single_names(word: str) -> tuple[int, ...]:
    """The concepts that a bare Arabic word names all alone."""
    return tuple(number for words, number in _by_phrase().get(word, ()) if len(words) == 1)


def known_arabic(folded: Sequence[str]) -> dict[int, tuple[tuple[int, int], ...]]:
    """For each token of an Arabic text where a known name begins: (how many tokens, which concept), longest first."""
    forms = [bare_forms(word) for word in folded]
    found: dict[int, tuple[tuple[int, int], ...]] = {}
    for i, own in enumerate(forms):
        here: dict[int, int] = {}
        for form in own:
            for words, number in _by_phrase().get(form, ()):
                if i + len(words) <= len(forms) and all(word in forms[i + k] for k, word in enumerate(words) if k):
                    here[number] = max(here.get(number, 0), len(words))
            for stem, number in _by_stem().get(form[:2], ()):
                if form.startswith(stem) and form[len(stem) :] in _tails(len(stem) <= _SHORT):
                    here.setdefault(number, 1)
        if here:
            found[i] = tuple(sorted(((length, number) for number, length in here.items()), reverse=True))
    return found
