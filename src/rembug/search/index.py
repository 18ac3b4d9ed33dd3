"""The one index: documents in, ranked keys out, alike on SQLite and PostgreSQL.

An index has a name its owner chooses ("messages:12") and holds documents: an integer key (higher is newer), a
text, and facets ("sender:12", "month:2026-07") by which a search can be narrowed. It becomes visible with the
transaction of the rows it describes, and not otherwise.

Writers of one index wait for each other until the transaction ends: write to it last, and to several in the
order of their names.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby, islice
from uuid import uuid4

import numpy as np
from django.db import transaction
from django.db.models import F

from rembug.search import ranking, snapshot, spelling
from rembug.search.analyzer import query_terms, terms
from rembug.search.lexicon import STOP_WORDS
from rembug.search.models import Block, Index, Segment
from rembug.search.postings import Document, Numbering, Table, merge, pack, tabulate
from rembug.search.snapshot import Part, Superseded, block_id

MOST_WORDS = 64  # distinct words of one query; the rest is not looked for
BATCH = 16_384  # documents written as one segment
LARGEST = 131_072  # documents of a merged segment, so that a merge stays short and small
CROWD = 8  # segments of about one size are merged when there are so many
SIZES = (2_048, 16_384, snapshot.SETTLED)  # where the next size begins; the last one is left alone

_numbering = Numbering(terms, STOP_WORDS)


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


def add(index: str, documents: Iterable[tuple[int, str, Iterable[str]]]) -> int:
    """Index documents (key, text, facets) and say how many; one whose key is known replaces what was known."""
    added = 0
    remaining = iter(documents)
    with transaction.atomic():
        row = None
        while batch := {key: Document(key, text, facets) for key, text, facets in islice(remaining, BATCH)}:
            row = row or _lock(index)
            table = tabulate(batch.values(), _current_numbering())
            _remove(index, table.keys)
            _store(row, table)
            _merge_crowds(row)
            added += len(batch)
    return added


def remove(index: str, keys: Iterable[int]) -> int:
    """Take documents out and say how many there were; keys that are not there are passed over."""
    with transaction.atomic():
        row = _lock(index)
        removed = _remove(index, np.unique(np.fromiter(keys, np.int64)))
        _merge_crowds(row)
    return removed


def drop(index: str) -> None:
    """Forget an index with all its documents."""
    with transaction.atomic():
        row = _lock(index)
        _delete(list(row.segments.values_list("id", flat=True)))
        row.delete()


def compact(index: str) -> None:
    """Merge what can be merged, as after a large import; a search finds the same before and after."""
    with transaction.atomic():
        row = _lock(index)
        for group in _groups(snapshot.read(index)):
            if len(group) > 1 or group[0].removed_count:
                _replace(row, group)


def search(
    index: str,
    query: str,
    *,
    facets: Iterable[str] = (),
    any_facets: Iterable[str] = (),
    limit: int = 10,
    offset: int = 0,
) -> Results:
    """The documents that hold any word of the query, best first; equal ones by their key, the highest first.

    `facets` are all required, of `any_facets` at least one; they do not change a score. Facets without a query
    give the newest documents. Stop words count only where there is nothing else. A word that stands nowhere is
    looked for by its nearest neighbours. An index that does not exist is empty.
    """
    asked = query_terms(query)[:MOST_WORDS]
    required, alternatives = list(dict.fromkeys(facets)), list(dict.fromkeys(any_facets))
    if not asked and not required and not alternatives:
        return Results()
    for attempt in range(10):
        try:
            return _Search(snapshot.read(index), asked, required, alternatives).results(limit, offset)
        except Superseded:
            if attempt == 9:
                raise
    raise AssertionError


Found = tuple[np.ndarray, np.ndarray | None]


class _Search:
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
        scores, keys, where = [np.empty(0)], [np.empty(0, np.int64)], [np.empty((2, 0), np.int64)]
        for number, part in enumerate(self.parts):
            found, ordinals = self._match(number)
            total += len(ordinals)
            if not wanted or not len(ordinals):
                continue
            chosen = ranking.best(found, wanted, floor)
            scores.append(found[chosen])
            keys.append(part.header.keys[ordinals[chosen]])
            where.append(np.stack((np.full(len(chosen), number), ordinals[chosen])))
            so_far = np.concatenate(scores)
            if len(so_far) >= wanted:
                floor = float(np.partition(so_far, len(so_far) - wanted)[len(so_far) - wanted])
        every_score, every_key, every_place = np.concatenate(scores), np.concatenate(keys), np.concatenate(where, 1)
        order = np.lexsort((-every_key, -every_score))[:wanted]
        shares = self._coverage(every_place[:, order])
        hits = [Hit(int(every_key[at]), float(every_score[at]), share) for at, share in zip(order, shares, strict=True)]
        looked_for = [term for term, _ in self.words]
        return Results(hits[max(0, offset) :], total, hits[0].coverage if hits else 0.0, looked_for)

    def _match(self, number: int) -> tuple[np.ndarray, np.ndarray]:
        """Scores and ordinals of the documents of a segment that match."""
        part = self.parts[number]
        allowed = self._allowed(number)
        if not self.asked:
            ordinals = np.arange(part.document_count) if allowed is None else np.flatnonzero(allowed)
            return np.zeros(len(ordinals)), ordinals
        words = [
            ranking.Postings(weight * self.statistics.idf(self.frequency[word]) * (ranking.K1 + 1), *found)
            for word, weight in self.words
            if (found := self._postings(word, number))
        ]
        if not words:
            return np.empty(0), np.empty(0, np.int64)
        norms = self.statistics.norms(part.header.longest)
        scores, matched = ranking.score(part.header.lengths, norms, words)
        if allowed is not None:
            matched &= allowed
        ordinals = np.flatnonzero(matched)
        return scores[ordinals], ordinals

    def _coverage(self, places: np.ndarray) -> list[float]:
        """For (segment, ordinal) pairs: the share of the query's idf that each document holds."""
        idf = self.statistics.idf
        mass = sum(idf(self.frequency[term]) for term in self.asked)
        covered = np.zeros(places.shape[1])
        for term in self.asked:
            gains = np.zeros(places.shape[1])
            alternatives = [(term, 1.0)] if self.frequency[term] else self.stand_ins[term]
            for word, weight in alternatives:
                held = self._holds(word, places)
                gains[held] = np.maximum(gains[held], weight * idf(self.frequency[word]))
            covered += gains
        return [float(share) for share in (covered / mass if mass else covered)]

    def _holds(self, word: str, places: np.ndarray) -> np.ndarray:
        held = np.zeros(places.shape[1], bool)
        for number in set(places[0].tolist()):
            if found := self._postings(word, number):
                ordinals = found[0]
                at = np.minimum(ordinals.searchsorted(places[1]), len(ordinals) - 1)
                held |= (places[0] == number) & (ordinals[at] == places[1])
        return held


def _current_numbering() -> Numbering:
    global _numbering
    if _numbering.full:
        _numbering = Numbering(terms, STOP_WORDS)
    return _numbering


def _lock(index: str) -> Index:
    """The row of an index, made if need be, held until the transaction ends."""
    # An update, not select_for_update: it takes SQLite's write lock before anything is read, too.
    if not Index.objects.filter(name=index).update(revision=F("revision") + 1):
        Index.objects.bulk_create([Index(name=index)], ignore_conflicts=True)
        Index.objects.filter(name=index).update(revision=F("revision") + 1)
    return Index.objects.get(name=index)


def _store(row: Index, table: Table) -> None:
    header, blocks = pack(table)
    segment = Segment.objects.create(
        index=row,
        document_count=len(table.keys),
        total_length=int(table.lengths.sum(dtype=np.int64)),
        lowest_key=int(table.keys[0]),
        highest_key=int(table.keys[-1]),
    )
    Block.objects.bulk_create(
        [
            Block(id=block_id(segment.id, number), segment_id=segment.id, data=data)
            for number, data in enumerate([header, *blocks])
        ],
        batch_size=200,
    )


def _remove(index: str, keys: np.ndarray) -> int:
    if not len(keys):
        return 0
    removed = 0
    for part in snapshot.read(index, keys=keys):
        newly = np.setdiff1d(part.header.ordinals_of(keys), part.gone, assume_unique=True)
        if not len(newly):
            continue
        removed += len(newly)
        gone = np.union1d(part.gone, newly)
        if len(gone) == part.document_count:
            _delete([part.id])
            continue
        Segment.objects.filter(id=part.id).update(
            removed_count=len(gone),
            removed_length=int(part.header.lengths[gone].sum(dtype=np.int64)),
            removed=gone.astype("<u4").tobytes(),
            removal=uuid4(),
        )
    return removed


def _size(part: Part) -> int:
    living = part.document_count - part.removed_count
    return sum(living >= bound for bound in SIZES)


def _groups(parts: Iterable[Part]) -> list[list[Part]]:
    """Neighbours by key that fit in one segment together."""
    groups: list[list[Part]] = []
    room = 0
    for part in parts:
        living = part.document_count - part.removed_count
        if living > room:
            groups.append([])
            room = LARGEST
        groups[-1].append(part)
        room -= living
    return groups


def _merge_crowds(row: Index) -> None:
    """Keep the segments few: merge those of one size when they crowd, and rewrite those that are a quarter gone."""
    columns = Segment.objects.filter(index=row).order_by("lowest_key", "id")
    sizes = [
        (sum(count - gone >= bound for bound in SIZES), gone * 4 > count)
        for count, gone in columns.values_list("document_count", "removed_count")
    ]
    crowded = {size for size in range(len(SIZES)) if sum(one == size for one, _ in sizes) >= CROWD}
    if not crowded and not any(worn for _, worn in sizes):
        return
    parts = snapshot.read(row.name)
    for part in parts:
        if part.removed_count * 4 > part.document_count and _size(part) not in crowded:
            _replace(row, [part])
    for size, members in groupby(sorted(parts, key=_size), key=_size):
        if size in crowded:
            for group in _groups(members):
                if len(group) > 1:
                    _replace(row, group)
    if crowded:
        _merge_crowds(row)


def _replace(row: Index, parts: list[Part]) -> None:
    """One segment in the place of several."""
    tables = []
    for part in parts:
        numbers = range(1, 1 + part.header.block_count)
        blocks = snapshot.fetch((block_id(part.id, number) for number in numbers), remember=False)
        tables.append(part.header.table([blocks[block_id(part.id, number)] for number in numbers]))
    merged = merge(tables, [part.alive for part in parts])
    _delete([part.id for part in parts])
    _store(row, merged)


def _delete(segments: list) -> None:
    Block.objects.filter(segment__in=segments).delete()
    Segment.objects.filter(id__in=segments).delete()
