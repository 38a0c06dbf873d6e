"""Cutting a sentence into the units that are compared: what ends like a sentence inside it, and long clauses.

A published rendering merges and re-cuts sentences, so that a segment often holds several. Their units can be matched
one by one where the whole segments only overlap, and a vector of a unit costs no more than its share of the sentence's.
"""

import re

# A sentence end: its marks, closing quotes and brackets, white space. Digits after a stop ("3. 5") are no new sentence,
# and one or two letters before it ("د.", "U.S.", "Mr.") are an abbreviation.
_END = re.compile(r"(?:(?<=[^\W\d_]{3})\.|(?<=[\d)\]\"'”’»%])\.|[!?؟…]+|[.]{2,}|؛|;|\n)[\"'”’»)\]]*\s+(?=\S)")
_CLAUSE = re.compile(r"(?:[،,:]|[-–—](?=\s))[\"'”’»)\]]*\s+(?=\S)")

MIN_LETTERS = 12  # a shorter piece ("Yes.") says too little by itself: it stays with its neighbour
LONG_LETTERS = 100  # only units longer than this are cut at commas


def cut_units(sentence: str, *, clauses: bool = False) -> list[str]:
    """The units in order; joined by a space they are the sentence. At least one, even for an empty sentence.

    >>> cut_units("He left at once. Nobody asked him why he did so.")
    ['He left at once.', 'Nobody asked him why he did so.']
    """
    units = _cut(sentence.strip(), _END, MIN_LETTERS)
    if not clauses:
        return units
    return [
        piece
        for unit in units
        for piece in (_cut(unit, _CLAUSE, LONG_LETTERS // 3) if len(unit) > LONG_LETTERS else [unit])
    ]


def _cut(text: str, boundary: re.Pattern[str], shortest: int) -> list[str]:
    pieces: list[str] = []
    start = 0
    for match in boundary.finditer(text):
        if match.end() - start >= shortest and len(text) - match.end() >= shortest:
            pieces.append(text[start : match.end()].rstrip())
            start = match.end()
    pieces.append(text[start:])
    return pieces
