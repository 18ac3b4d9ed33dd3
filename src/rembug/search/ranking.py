"""BM25 over the postings of segments: the same numbers, to the last bit, on any database and in any segmentation.

A document's score is the sum, over the words of the query from the rarest to the commonest, of

    weight * idf * (K1 + 1) * tf / (tf + K1 * (1 - B + B * length / average length))
    idf = ln(1 + (documents - df + 0.5) / (df + 0.5))

in IEEE doubles, with statistics of the whole index. Equal scores: the higher key first, which for messages is
the newer one.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

K1 = 1.2
B = 0.75


@dataclass(frozen=True, slots=True)
class Statistics:
    """Of all documents of an index that are not removed."""

    documents: int
    total_length: int

    def idf(self, frequency: int) -> float:
        """How much a word tells that stands in `frequency` documents."""
        return math.log(1 + (self.documents - frequency + 0.5) / (frequency + 0.5))

    def norms(self, longest: int) -> np.ndarray:
        """K1 * (1 - B + B * length / average), for each length up to `longest`."""
        average = self.total_length / self.documents if self.total_length else 1.0
        return K1 * (1 - B) + np.arange(longest + 1) * (K1 * B / average)


@dataclass(frozen=True, slots=True)
class Postings:
    """One word in one segment: what it adds at most, where it stands (rising), how often (None: once each)."""

    factor: float
    ordinals: np.ndarray
    counts: np.ndarray | None

    def gains(self, lengths: np.ndarray, norms: np.ndarray) -> np.ndarray:
        """What the word adds to the score of each document it stands in."""
        if self.counts is None:
            return (self.factor / (1.0 + norms))[lengths[self.ordinals]]
        counts = self.counts.astype(np.float64)
        return self.factor * counts / (counts + norms[lengths[self.ordinals]])


def score(
    lengths: np.ndarray, norms: np.ndarray, words: Sequence[Postings], scores: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Score of each document of a segment, in the memory of `scores`, and whether it holds any of the words."""
    scores = scores[: len(lengths)]
    scores.fill(0.0)
    matched = np.zeros(len(lengths), bool)
    for word in words:
        scores[word.ordinals] += word.gains(lengths, norms)
        matched[word.ordinals] = True
    return scores, matched


def best(scores: np.ndarray, matched: np.ndarray, count: int, floor: float) -> np.ndarray:
    """Ordinals of the `count` best of the matched documents that reach `floor`, rising; of equal ones the last."""
    chosen = np.flatnonzero(matched & (scores >= floor) if floor else matched)
    if len(chosen) <= count:
        return chosen
    among = scores[chosen]
    last = np.partition(among, len(among) - count)[len(among) - count]
    above = among > last
    equal = np.flatnonzero(among == last)[np.count_nonzero(above) - count :]
    above[equal] = True
    return chosen[above]
