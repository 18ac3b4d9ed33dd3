"""The nearest known words to one that the index has never seen."""

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4  # letters; shorter words have too many neighbours
LONG = 8  # letters from which two mistakes are forgiven
MOST = 3  # neighbours that stand in for one word
# What a neighbour counts beside a word typed right, by its distance.
WEIGHTS = {1: 0.7, 2: 0.5}


def neighbours(term: str, vocabularies: Iterable[Mapping[int, Sequence[str]]]) -> dict[str, int]:
    """Known words at the smallest distance first (1, or 2 for long words): word -> distance.

    A distance counts one letter left out, added or changed, or two neighbours swapped (optimal string alignment).
    Each vocabulary maps a length to its words.
    """
    if len(term) < SHORTEST or not term.isalpha():
        return {}
    limit = 2 if len(term) >= LONG else 1
    found: dict[str, int] = {}
    for vocabulary in vocabularies:
        for length in range(len(term) - limit, len(term) + limit + 1):
            words = vocabulary.get(length, ())
            for word, distance, _ in process.extract(
                term, words, scorer=OSA.distance, processor=None, score_cutoff=limit, limit=None
            ):
                found[word] = int(distance)
    return found


def stand_ins(found: Mapping[str, int], frequencies: Mapping[str, int]) -> list[tuple[str, float]]:
    """Up to three of the nearest words that stand somewhere, the most frequent first, with their weights."""
    alive = [word for word in found if frequencies.get(word)]
    nearest = min((found[word] for word in alive), default=0)
    chosen = sorted((word for word in alive if found[word] == nearest), key=lambda word: (-frequencies[word], word))
    return [(word, WEIGHTS[nearest]) for word in chosen[:MOST]]
