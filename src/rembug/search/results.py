"""What one search finds in one snapshot of an index."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from rembug.search import ranking, snapshot, spelling
from rembug.search.snapshot import Part


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found. `coverage` is the share, 0 to 1, of what the query asks (by idf) that it contains."""

    key: int
    score: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Results:
    """The best documents, best first, and how many matched at all."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    coverage: float = 0.0
    """Of the best document there is: near 0 means that nothing here answers the query."""
    terms: list[str] = field(default_factory=list)
    """What was looked for, with the words that stood in for unknown ones: for `analyzer.highlight`."""


Found = tuple[np.ndarray, np.ndarray | None]


class Search:
    """One search over one snapshot."""

    def __init__(self, parts: list[Part], asked: list[str], required: list[str], alternatives: list[str]) -> None:
        self.parts = [part for part in parts if part.document_count > part.removed_count]
        self.statistics = ranking.Statistics(
            sum(part.document_count - part.removed_count for part in self.parts),
            sum(part.total_length - part.removed_length for part in self.parts),
        )
        self.required, self.alternatives = required, alternatives
        self.places: dict[str, dict[int, int]] = {}
        self.blocks: dict[str, bytes] = {}
        self.found: dict[tuple[str, int], Found | None] = {}
        self._fetch([*asked, *required, *alternatives])
        self.frequency = {term: self._frequency(term) for term in asked}
        self.stand_ins = self._neighbours([term for term in asked if not self.frequency[term]])
        self.asked = asked
        weights = {term: 1.0 for term in asked if self.frequency[term]}
        for chosen in self.stand_ins.values():
            for word, weight in chosen:
                weights[word] = max(weight, weights.get(word, 0.0))
        # From the rarest to the commonest: the order of addition decides the last bit of a score.
        self.words = sorted(weights.items(), key=lambda word: (self.frequency[word[0]], word[0]))

    def _fetch(self, words: Iterable[str], *, worn_only: bool = False) -> None:
        """Have at hand where words stand in each segment, and the blocks that say so.

        With `worn_only`, the blocks only of segments with removals, which are needed to count a word.
        """
        wanted = []
        for word in words:
            if word not in self.places:
                places = ((number, part.header.place(word)) for number, part in enumerate(self.parts))
                self.places[word] = {number: place for number, place in places if place is not None}
            for number, place in self.places[word].items():
                part = self.parts[number]
                if not worn_only or part.alive is not None:
                    wanted.append(part.block(place))
        self.blocks |= snapshot.fetch(key for key in wanted if key and key not in self.blocks)

    def _postings(self, word: str, number: int) -> Found | None:
        """A word's ordinals and counts in one segment, decoded once; None if it stands nowhere in it."""
        if (word, number) not in self.found:
            place = self.places[word].get(number)
            found = None if place is None else self.parts[number].postings(place, self.blocks)
            self.found[word, number] = found if found and len(found[0]) else None
        return self.found[word, number]

    def _frequency(self, word: str) -> int:
        total = 0
        for number, place in self.places[word].items():
            part = self.parts[number]
            if part.alive is None:
                total += part.header.frequencies[place]
            elif found := self._postings(word, number):
                total += len(found[0])
        return total

    def _neighbours(self, unknown: list[str]) -> dict[str, list[tuple[str, float]]]:
        vocabularies = snapshot.vocabularies(self.parts) if unknown else []
        near = {term: spelling.neighbours(term, vocabularies) for term in unknown}
        candidates = list(dict.fromkeys(word for found in near.values() for word in found))
        self._fetch(candidates, worn_only=True)
        self.frequency |= {word: self._frequency(word) for word in candidates}
        chosen = {term: spelling.stand_ins(found, self.frequency) for term, found in near.items()}
        self._fetch(word for found in chosen.values() for word, _ in found)
        return chosen

    def _allowed(self, number: int) -> np.ndarray | None:
        """Which documents of a segment the facets and removals leave; None if all."""
        part = self.parts[number]
        allowed = part.alive
        groups = [[facet] for facet in self.required] + ([self.alternatives] if self.alternatives else [])
        for group in groups:
            held = np.zeros(part.document_count, bool)
            for facet in group:
                if found := self._postings(facet, number):
                    held[found[0]] = True
            allowed = held if allowed is None else allowed & held
        return allowed

    def results(self, limit: int, offset: int) -> Results:
        wanted = max(0, limit) + max(0, offset)
        total, floor = 0, 0.0
        scores, keys, numbers, ordinals = np.empty(0), *(np.empty(0, np.int64) for _ in range(3))
        memory = np.empty(max((part.document_count for part in self.parts), default=0))
        for number, part in enumerate(self.parts):
            found, matched = self._match(number, memory)
            total += int(np.count_nonzero(matched))
            if not wanted:
                continue
            chosen = ranking.best(found, matched, wanted, floor)
            scores = np.concatenate((scores, found[chosen]))
            keys = np.concatenate((keys, part.header.keys[chosen]))
            numbers = np.concatenate((numbers, np.full(len(chosen), number)))
            ordinals = np.concatenate((ordinals, chosen))
            order = np.lexsort((-keys, -scores))[:wanted]
            scores, keys, numbers, ordinals = scores[order], keys[order], numbers[order], ordinals[order]
            floor = float(scores[-1]) if len(scores) == wanted else 0.0
        shares = self._coverage(numbers, ordinals)
        hits = [Hit(*hit) for hit in zip(keys.tolist(), scores.tolist(), shares, strict=True)]
        looked_for = [term for term, _ in self.words]
        return Results(hits[max(0, offset) :], total, shares[0] if shares else 0.0, looked_for)

    def _match(self, number: int, memory: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Score of each document of a segment, in the given memory, and whether it matches."""
        part = self.parts[number]
        allowed = self._allowed(number)
        words = [
            ranking.Postings(weight * self.statistics.idf(self.frequency[word]) * (ranking.K1 + 1), *found)
            for word, weight in self.words
            if (found := self._postings(word, number))
        ]
        norms = self.statistics.norms(part.header.longest)
        scores, matched = ranking.score(part.header.lengths, norms, words, memory)
        if not self.asked:
            matched[:] = True
        if allowed is not None:
            matched &= allowed
        return scores, matched

    def _coverage(self, numbers: np.ndarray, ordinals: np.ndarray) -> list[float]:
        """For documents, by segment and ordinal: the share of the query's idf that each holds."""
        idf = self.statistics.idf
        mass = sum(idf(self.frequency[term]) for term in self.asked)
        covered = np.zeros(len(ordinals))
        for term in self.asked:
            gains = np.zeros(len(ordinals))
            alternatives = [(term, 1.0)] if self.frequency[term] else self.stand_ins[term]
            for word, weight in alternatives:
                held = self._holds(word, numbers, ordinals)
                gains[held] = np.maximum(gains[held], weight * idf(self.frequency[word]))
            covered += gains
        return (covered / mass if mass else covered).tolist()

    def _holds(self, word: str, numbers: np.ndarray, ordinals: np.ndarray) -> np.ndarray:
        """Which of the documents hold a word."""
        held = np.zeros(len(ordinals), bool)
        for number in set(numbers.tolist()):
            if found := self._postings(word, number):
                at = np.minimum(found[0].searchsorted(ordinals), len(found[0]) - 1)
                held |= (numbers == number) & (found[0][at] == ordinals)
        return held
