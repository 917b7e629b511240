"""Rows of choices in which every two values of any two options stand together at least once."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

Row = dict[str, Any]
_Taken = dict[str, int]
_Pair = tuple[str, int, str, int]


def pairwise(options: Mapping[str, Sequence[Any]]) -> Iterator[Row]:
    """Return few rows that cover all pairs, each made by taking what covers most of the pairs still open."""
    open_pairs = dict.fromkeys(_pairs(options))
    while open_pairs:
        first, its, second, other = next(iter(open_pairs))
        taken = {first: its, second: other}
        for name in options:
            if name not in taken:
                taken[name] = max(
                    range(len(options[name])), key=lambda value, name=name: _gain(name, value, taken, open_pairs)
                )
        for pair in _pairs({name: [None] * (value + 1) for name, value in taken.items()}):
            if taken[pair[0]] == pair[1] and taken[pair[2]] == pair[3]:
                open_pairs.pop(pair, None)
        yield {name: options[name][taken[name]] for name in options}


def _pairs(options: Mapping[str, Sequence[Any]]) -> Iterator[_Pair]:
    for (first, left), (second, right) in combinations(sorted(options.items()), 2):
        yield from ((first, one, second, two) for one in range(len(left)) for two in range(len(right)))


def _gain(name: str, value: int, taken: _Taken, open_pairs: Mapping[_Pair, None]) -> int:
    """Return how many open pairs a value would close with what is taken already."""
    return sum(
        ((name, value, other, its) if name < other else (other, its, name, value)) in open_pairs
        for other, its in taken.items()
    )
