"""BM25 as one would write it on a page: lists and dictionaries, no numpy, no database. The truth of the tests."""

import math
import re
from collections import Counter
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from rembug.search import ranking, spelling
from rembug.search.analyzer import query_terms, terms
from rembug.search.index import MOST_WORDS
from rembug.search.lexicon import STOP_WORDS


@dataclass
class Reference:
    """An index in memory with the contract of `rembug.search.index`."""

    documents: dict[int, tuple[Counter, int, frozenset[str]]] = field(default_factory=dict)

    def add(self, documents):
        for key, text, facets in documents:
            found = terms(text)
            length = sum(term not in STOP_WORDS for term in found)
            self.documents[key] = (Counter(found), length, frozenset(facets))

    def remove(self, keys):
        for key in keys:
            self.documents.pop(key, None)

    def search(self, query, *, facets=(), any_facets=()):
        """All hits, best first, as (key, score)."""
        asked = query_terms(query)[:MOST_WORDS]
        if not asked and not facets and not any_facets:
            return []
        frequency = Counter(word for counts, _, _ in self.documents.values() for word in counts)
        total = sum(length for _, length, _ in self.documents.values())
        average = total / len(self.documents) if total else 1.0
        weights = {term: 1.0 for term in asked if term in frequency}
        for term in asked:
            if term not in frequency:
                for word, weight in stand_ins(term, frequency):
                    weights[word] = max(weight, weights.get(word, 0.0))
        words = sorted(weights, key=lambda word: (frequency[word], word))
        hits = []
        for key, (counts, length, held) in self.documents.items():
            if not held.issuperset(facets) or (any_facets and held.isdisjoint(any_facets)):
                continue
            if asked and not any(word in counts for word in words):
                continue
            score = 0.0
            for word in words:
                if word in counts:
                    idf = math.log(1 + (len(self.documents) - frequency[word] + 0.5) / (frequency[word] + 0.5))
                    factor = weights[word] * idf * (ranking.K1 + 1)
                    norm = ranking.K1 * (1 - ranking.B) + length * (ranking.K1 * ranking.B / average)
                    score += factor * counts[word] / (counts[word] + norm)
            hits.append((key, score))
        return sorted(hits, key=lambda hit: (-hit[1], -hit[0]))


def stand_ins(term, frequency):
    """(word, weight) of up to three known words that an unknown one may mean."""
    if len(term) < 4 or not term.isalpha():
        return []
    limit = 2 if len(term) >= 8 else 1
    bare = re.sub("(?<!^)[aiueo]", "", term)
    near = {}
    for word in filter(str.isalpha, frequency):
        distance = OSA.distance(term, word)
        if distance <= limit:
            near[word] = distance
        elif len(bare) >= 0.7 * len(term) and re.sub("(?<!^)[aiueo]", "", word) == bare:
            near[word] = spelling.CONSONANTS
    nearest = min(near.values(), default=None)
    chosen = sorted((word for word in near if near[word] == nearest), key=lambda word: (-frequency[word], word))
    return [(word, spelling.WEIGHTS[nearest]) for word in chosen[:3]]
