"""Pairing the numbers of two texts by value, one to one, and what is left over on each side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from amana.align.fidelity.quantities import SILENT, STRONG, WEAK, Quantity
from amana.align.fidelity.units import conflict, converts, units
from amana.types import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NumberDifference:
    """`kind`: changed (both sides), unit (both; same figure, another unit), missing (source only), extra (rendering
    only)."""

    kind: str
    source: Quantity | None
    rendering: Quantity | None


def compare_numbers(
    source: Sequence[Quantity],
    rendering: Sequence[Quantity],
    lengths: tuple[int, int],
    linked: frozenset[tuple[Span, Span]] = frozenset(),
) -> list[NumberDifference]:
    """The differences, in the order of the rendering and then of the source.

    `lengths` of the two texts make places comparable. `linked`: spans whose words are linked; it only breaks ties
    between candidates.
    """

    def distance(s: Quantity, t: Quantity) -> float:
        apart = abs(s.span[0] / max(lengths[0], 1) - t.span[0] / max(lengths[1], 1))
        return apart - ((s.span, t.span) in linked)

    pairs = assign(source, rendering, lambda s, t: _equal_cost(s, t, distance(s, t)))
    found = [
        NumberDifference("unit", source[i], rendering[j])
        for i, j in pairs
        if SILENT not in (source[i].weight, rendering[j].weight)
        and conflict(source[i].unit, rendering[j].unit)
        and not _converted(source[i], rendering[j])
    ]
    left = [i for i in range(len(source)) if i not in {i for i, _ in pairs}]
    right = [j for j in range(len(rendering)) if j not in {j for _, j in pairs}]
    _drop_joined(source, left, rendering, right)
    _drop_joined(rendering, right, source, left)
    changed = assign(
        [source[i] for i in left],
        [rendering[j] for j in right],
        lambda s, t: _changed_cost(s, t, distance(s, t)),
    )
    for a, b in changed:
        found.append(NumberDifference("changed", source[left[a]], rendering[right[b]]))
    used = {left[a] for a, _ in changed}, {right[b] for _, b in changed}
    # A value that stands on the other side, if fewer times, is a repetition: no fault.
    found += [
        NumberDifference("missing", source[i], None)
        for i in left
        if i not in used[0] and source[i].weight == STRONG and not any(same_value(source[i], t) for t in rendering)
    ]
    found += [
        NumberDifference("extra", None, rendering[j])
        for j in right
        if j not in used[1] and rendering[j].weight == STRONG and not any(same_value(s, rendering[j]) for s in source)
    ]
    return found


def _drop_joined(split: Sequence[Quantity], at: list[int], whole: Sequence[Quantity], other: list[int]) -> None:
    """Leave out what one side writes apart and the other as one: 116 123, 6-foot-6, two in five, 2 hours 5 minutes."""
    for length in (4, 3, 2):
        k = len(at) - length
        while k >= 0:
            run = [split[i] for i in at[k : k + length]]
            joined = next((j for j in other if _is_whole(run, whole[j])), None)
            if joined is not None:
                del at[k : k + length]
                other.remove(joined)
            k -= 1


def _is_whole(run: Sequence[Quantity], whole: Quantity) -> bool:
    if any(value % 1 for value in (q.values[0] for q in run)):
        return False
    if all(q.digits for q in run) and whole.digits:
        texts = [f"{q.values[0]:.0f}" for q in run]
        joined = [float("".join(texts))] + ([float(".".join(texts))] if len(texts) == 2 else [])
        if any(_close(value, wanted) for value in whole.values for wanted in joined):
            return True
    if whole.kind == "time" and whole.digits:
        measured = tuple(q.unit for q in run)
        if measured in (("hour", "minute", "second"), ("hour", "minute"), ("minute", "second")):
            return _close(whole.values[0], (run[0].values[0] * 60 + run[1].values[0]) % 720)
    if len(run) == 2 and (run[0].unit, run[1].unit) in (("m", "cm"), ("ft", "in"), ("kg", "g")) and whole.unit:
        sizes = [units()[q.unit].factor for q in run if q.unit]
        total = sum(size * q.values[0] for size, q in zip(sizes, run, strict=True))
        return converts(total / sizes[1], run[1].unit, whole.values[0], whole.unit, exact=whole.unit == run[0].unit)
    if len(run) == 2 and 0 < run[0].values[0] < run[1].values[0] and whole.weight != SILENT:
        share = run[0].values[0] / run[1].values[0]  # three in ten is 30%; the half of "two ... four" is rare enough
        fraction, percent = whole.kind == "fraction", whole.unit == "percent"
        return (fraction and _close(whole.values[0], share)) or (percent and _close(whole.values[0], share * 100))
    return False


def assign(
    source: Sequence[T],
    rendering: Sequence[T],
    cost: Callable[[T, T], float | None],
) -> list[tuple[int, int]]:
    """One to one, cheapest pair first; a cost of None forbids a pair."""
    priced = [
        (price, i, j)
        for i, s in enumerate(source)
        for j, t in enumerate(rendering)
        if (price := cost(s, t)) is not None
    ]
    pairs: list[tuple[int, int]] = []
    used_i: set[int] = set()
    used_j: set[int] = set()
    for _, i, j in sorted(priced):
        if i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
            pairs.append((i, j))
    return pairs


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b))


def same_value(s: Quantity, t: Quantity) -> bool:
    """Whether two quantities can be one: by any of their values, as a share and a percentage, or converted."""
    if any(q.weight == SILENT and q.kind == "cardinal" and r.kind == "ordinal" for q, r in ((s, t), (t, s))):
        return False  # a word that looks like a dual (السودان) is no "second"
    if any(_close(a, b) for a in s.values for b in t.values):
        return True
    if (s.unit == "percent") != (t.unit == "percent"):
        percent, other = (s, t) if s.unit == "percent" else (t, s)
        shares = [a for a in other.values if a < 1] if other.kind == "ordinal" else other.values[:1]  # a fifth
        if other.kind == "fraction" or shares:
            return other.kind in ("fraction", "ordinal") and any(abs(a * 100 - percent.values[0]) <= 1 for a in shares)
    return _converted(s, t)


def _converted(s: Quantity, t: Quantity) -> bool:
    exact = SILENT in (s.weight, t.weight)  # "a year" is twelve months, not eleven and a half
    return any(converts(a, s.unit, b, t.unit, exact=exact) for a in s.values for b in t.values)


def _equal_cost(s: Quantity, t: Quantity, distance: float) -> float | None:
    if not same_value(s, t):
        return None
    cost = distance
    cost += 0.5 * (s.kind != t.kind) + 0.5 * (s.weight == SILENT) + 0.5 * (t.weight == SILENT)
    if s.unit and t.unit:
        cost += 0 if s.unit == t.unit else 1
    elif s.unit or t.unit:
        cost += 0.2
    return cost


_LIKE = {"cardinal": 0, "code": 0, "fraction": 1, "ordinal": 2, "vague": 3, "time": 4, "decade": 5}


def _changed_cost(s: Quantity, t: Quantity, distance: float) -> float | None:
    """What it costs to call two left-over quantities one that was changed."""
    if SILENT in (s.weight, t.weight):
        return None
    same_kind = _LIKE[s.kind] == _LIKE[t.kind]
    if {s.kind, t.kind} == {"ordinal", "fraction"}:  # "a seventh" may be either
        same_kind = len(s.values if s.kind == "ordinal" else t.values) > 1
    if (s.weight == WEAK or t.weight == WEAK) and not same_kind:
        return None
    cost = distance + (0 if same_kind else 1)
    if s.unit and t.unit:
        cost += -0.5 if s.unit == t.unit else 0.5
    return cost
