"""The nearest known words to one that the index has never seen."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4  # letters; shorter words have too many neighbours
LONG = 8  # letters from which two mistakes are forgiven
MOST = 3  # neighbours that stand in for one word
CONSONANTS = 3  # the distance of a word that was typed without vowels: "prngkt"
# What a neighbour counts beside a word typed right, by its distance.
WEIGHTS = {1: 0.7, 2: 0.5, CONSONANTS: 0.5}
_VOWELS = str.maketrans("", "", "aiueo")


class Vocabulary:
    """The words of letters alone that somebody may have meant."""

    def __init__(self, words: Iterable[str]) -> None:
        self.by_length: defaultdict[int, list[str]] = defaultdict(list)
        self._by_consonants: dict[str, str] = {}
        for word in filter(str.isalpha, words):
            self.by_length[len(word)].append(word)
            bare = consonants(word)
            # One string, not a list: there are as many as words, and most are alone.
            others = self._by_consonants.get(bare)
            self._by_consonants[bare] = f"{others} {word}" if others else word

    def with_consonants(self, bare: str) -> list[str]:
        """The words of which these consonants are left when later vowels go."""
        return self._by_consonants.get(bare, "").split()


def consonants(word: str) -> str:
    """The first letter and all later consonants."""
    return word[:1] + word[1:].translate(_VOWELS)


def neighbours(term: str, vocabularies: Sequence[Vocabulary]) -> dict[str, int]:
    """Known words near an unknown one: word -> distance, 1 or, for long words, 2.

    A distance counts one letter left out, added or changed, or two neighbours swapped (optimal string alignment).
    A word typed almost without vowels is also near those that have the same consonants.
    """
    if len(term) < SHORTEST or not term.isalpha():
        return {}
    limit = 2 if len(term) >= LONG else 1
    found: dict[str, int] = {}
    bare = consonants(term)
    if len(bare) * 10 < len(term) * 7:
        bare = ""
    for vocabulary in vocabularies:
        found |= dict.fromkeys(vocabulary.with_consonants(bare), CONSONANTS)
    for vocabulary in vocabularies:
        for length in range(len(term) - limit, len(term) + limit + 1):
            words = vocabulary.by_length.get(length, ())
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
