"""The bytes of an index segment: which term stands in which document, and how often.

Pure numpy. A segment holds documents in the order of their keys; a document's place in that order is its
ordinal. It is written once, as one header and some blocks of postings, and never changed:

* header (zlib): keys, lengths, facets' share not counted in lengths, the sorted vocabulary, and per term its
  document frequency, its first ordinal and how its postings are written;
* blocks: per term the gaps between ordinals in 1, 2 or 4 bytes, then the frequencies in 1 byte unless all are 1.

All integers are little-endian, so that a database moves between machines.
"""

import struct
import threading
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

BLOCK_BYTES = 1 << 16  # a block holds whole terms and may be longer by its last one
MOST_FREQUENT = 255  # a term counted more often in one document counts so often
LONGEST_DOCUMENT = 65_535  # terms; longer documents count as so long
NUMBERED = 200_000  # what a numbering remembers before it is full

_COUNTS = struct.Struct("<4I")
_MANY = 4  # in a term's form: frequencies follow the gaps; the lower bits are log2 of the gap's width
_WIDTHS = (1, 2, 4)
_GAPS = (np.dtype("<u1"), np.dtype("<u2"), np.dtype("<u4"))


class Document(NamedTuple):
    """What the index learns of one thing: its key, its text and its facets ("sender:12")."""

    key: int
    text: str
    facets: Iterable[str] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A segment as columns; those of postings are sorted by term and ordinal."""

    keys: np.ndarray  # int64, rising
    lengths: np.ndarray  # uint16 per document
    vocabulary: list[str]  # sorted by code point
    terms_at: np.ndarray  # uint32
    ordinals: np.ndarray  # uint32
    counts: np.ndarray  # uint8


class Numbering:
    """Numbers for terms, remembered from batch to batch, and so the analysis of what stands between two spaces.

    Safe for threads. Make a new one when it is `full`.
    """

    def __init__(self, terms: Callable[[str], Iterable[str]], light: Container[str] = ()) -> None:
        """`terms` analyses a text; those that are `light` do not count in a document's length."""
        self._terms = terms
        self._light = light
        self._lock = threading.Lock()
        self._numbers: dict[str, int] = {}
        self.names: list[str] = []
        self.weighs = bytearray()  # of each term: 1 if it counts in a document's length
        self.of_chunk = _Remembered(lambda chunk: self._number(self._terms(chunk)))
        self.of_facet = _Remembered(lambda facet: self._number([_checked(facet)]))

    @property
    def full(self) -> bool:
        return len(self.of_chunk) + len(self.of_facet) > NUMBERED

    def _number(self, terms: Iterable[str]) -> tuple[int, ...]:
        with self._lock:
            found = []
            for term in terms:
                if term not in self._numbers:
                    self._numbers[term] = len(self.names)
                    self.names.append(term)
                    self.weighs.append(term not in self._light and ":" not in term)
                found.append(self._numbers[term])
            return tuple(found)


class _Remembered(dict[str, tuple[int, ...]]):
    """What a function says of a string."""

    def __init__(self, function: Callable[[str], tuple[int, ...]]) -> None:
        self._function = function

    def __missing__(self, key: str) -> tuple[int, ...]:
        self[key] = found = self._function(key)
        return found


def _checked(facet: str) -> str:
    """The facet; ValueError for one that could be taken for a word or would break the vocabulary."""
    if ":" not in facet or "\n" in facet:
        raise ValueError(f"a facet is written kind:value on one line, not {facet!r}")
    return facet


def tabulate(documents: Iterable[Document], numbering: Numbering) -> Table:
    """The table of documents with distinct keys, in any order. ValueError for a malformed facet."""
    chunk = numbering.of_chunk.__getitem__
    facet = numbering.of_facet.__getitem__
    flat: list[int] = []
    keys: list[int] = []
    spans: list[int] = []
    for key, text, facets in documents:
        before = len(flat)
        flat.extend(chain.from_iterable(map(chunk, text.split())))
        flat.extend(chain.from_iterable(map(facet, facets)))
        keys.append(key)
        spans.append(len(flat) - before)
    numbers = np.array(flat, np.int64)
    weighs = np.frombuffer(bytes(numbering.weighs), np.uint8)[numbers]
    ends = np.cumsum(np.array(spans, np.int64))
    lengths = np.diff(np.concatenate(([0], np.cumsum(weighs, dtype=np.int64)))[ends], prepend=0)
    order = np.argsort(np.array(keys, np.int64), kind="stable")
    ordinal_of = np.empty(len(keys), np.int64)
    ordinal_of[order] = np.arange(len(keys))
    used, at = np.unique(numbers, return_inverse=True)
    names = [numbering.names[number] for number in used.tolist()]
    by_name = sorted(range(len(names)), key=names.__getitem__)
    place_of = np.empty(len(names), np.int64)
    place_of[by_name] = np.arange(len(names))
    pairs = place_of[at] << 32
    pairs |= np.repeat(ordinal_of, spans)
    pairs, counts = np.unique(pairs, return_counts=True)
    return Table(
        keys=np.array(keys, np.int64)[order],
        lengths=np.minimum(lengths, LONGEST_DOCUMENT).astype(np.uint16)[order],
        vocabulary=[names[number] for number in by_name],
        terms_at=(pairs >> 32).astype(np.uint32),
        ordinals=(pairs & 0xFFFFFFFF).astype(np.uint32),
        counts=np.minimum(counts, MOST_FREQUENT).astype(np.uint8),
    )


def merge(tables: Sequence[Table], alive: Sequence[np.ndarray | None]) -> Table:
    """One table of several without the documents that are not alive; no key may be alive in two of them."""
    keys, lengths, terms_at, ordinals, counts = [], [], [], [], []
    words = sorted(set().union(*(table.vocabulary for table in tables)))
    places = {term: place for place, term in enumerate(words)}
    offset = 0
    for table, living in zip(tables, alive, strict=True):
        renamed = np.array([places[term] for term in table.vocabulary], np.int64)[table.terms_at]
        if living is None:
            keys.append(table.keys)
            lengths.append(table.lengths)
            terms_at.append(renamed)
            ordinals.append(table.ordinals.astype(np.int64) + offset)
            counts.append(table.counts)
        else:
            keys.append(table.keys[living])
            lengths.append(table.lengths[living])
            kept = living[table.ordinals]
            terms_at.append(renamed[kept])
            ordinals.append((np.cumsum(living) - 1)[table.ordinals[kept]] + offset)
            counts.append(table.counts[kept])
        offset += len(keys[-1])
    every_key = np.concatenate(keys)
    order = np.argsort(every_key, kind="stable")
    ordinal_of = np.empty(len(order), np.int64)
    ordinal_of[order] = np.arange(len(order))
    pairs = np.concatenate(terms_at) << 32
    pairs |= ordinal_of[np.concatenate(ordinals)]
    by_pair = np.argsort(pairs, kind="stable")
    pairs = pairs[by_pair]
    found, at = np.unique(pairs >> 32, return_inverse=True)
    return Table(
        keys=every_key[order],
        lengths=np.concatenate(lengths)[order],
        vocabulary=[words[place] for place in found.tolist()],
        terms_at=at.astype(np.uint32),
        ordinals=(pairs & 0xFFFFFFFF).astype(np.uint32),
        counts=np.concatenate(counts)[by_pair],
    )


def pack(table: Table) -> tuple[bytes, list[bytes]]:
    """The header and the blocks of a table."""
    starts = np.searchsorted(table.terms_at, np.arange(len(table.vocabulary) + 1)).astype(np.int64)
    frequencies = np.diff(starts)
    ordinals = table.ordinals.astype(np.int64)
    gaps = np.diff(ordinals, prepend=0)
    opens = np.zeros(len(ordinals), bool)
    opens[starts[:-1]] = True
    gaps[opens] = 0
    widest = np.maximum.reduceat(gaps, starts[:-1]) if len(gaps) else np.zeros(0, np.int64)
    most = np.maximum.reduceat(table.counts, starts[:-1]) if len(gaps) else np.zeros(0, np.uint8)
    forms = (widest > 0xFF).astype(np.uint8) + (widest > 0xFFFF).astype(np.uint8)
    many = most > 1
    sizes = (frequencies - 1) * np.array(_WIDTHS)[forms] + np.where(many, frequencies, 0)
    offsets = np.concatenate(([0], np.cumsum(sizes)))
    data = np.empty(offsets[-1], np.uint8)
    rank = np.arange(len(ordinals)) - starts[table.terms_at]
    for form, width in enumerate(_WIDTHS):
        chosen = np.flatnonzero((forms[table.terms_at] == form) & ~opens)
        targets = offsets[table.terms_at[chosen]] + (rank[chosen] - 1) * width
        for byte in range(width):
            data[targets + byte] = (gaps[chosen] >> (8 * byte)) & 0xFF
    chosen = np.flatnonzero(many[table.terms_at])
    term = table.terms_at[chosen]
    data[offsets[term + 1] - frequencies[term] + rank[chosen]] = table.counts[chosen]
    words = "\n".join(table.vocabulary).encode()
    header = b"".join(
        (
            _COUNTS.pack(len(table.keys), len(table.vocabulary), len(words), 0),
            np.diff(table.keys, prepend=0).astype("<i8").tobytes(),
            table.lengths.astype("<u2").tobytes(),
            frequencies.astype("<u4").tobytes(),
            ordinals[starts[:-1]].astype("<u4").tobytes(),
            (forms | np.where(many, _MANY, 0)).astype("u1").tobytes(),
            words,
        )
    )
    edges = _block_edges(offsets)
    return zlib.compress(header, 1), [data[a:b].tobytes() for a, b in pairwise(edges)]


def _block_edges(offsets: np.ndarray) -> np.ndarray:
    """Where blocks begin, and where the last one ends: always between two terms."""
    number = offsets[:-1] // BLOCK_BYTES
    first = np.flatnonzero(np.diff(number, prepend=-1))
    return np.concatenate((offsets[:-1][first], offsets[-1:]))


class Header:
    """A segment's header, read."""

    def __init__(self, data: bytes) -> None:
        plain = zlib.decompress(data)
        documents, terms, letters, _ = _COUNTS.unpack_from(plain)
        at = _COUNTS.size

        def column(kind: str, count: int) -> np.ndarray:
            nonlocal at
            found = np.frombuffer(plain, kind, count, at)
            at += found.nbytes
            return found

        self.keys = np.cumsum(column("<i8", documents))
        self.lengths = column("<u2", documents).astype(np.uint16)
        frequencies = column("<u4", terms).astype(np.int64)
        self._first = array("q", column("<u4", terms).astype(np.int64).tobytes())
        self._forms = bytes(column("u1", terms))
        self.vocabulary: list[str] = plain[at : at + letters].decode().split("\n") if terms else []
        forms = np.frombuffer(self._forms, np.uint8)
        sizes = (frequencies - 1) * np.array(_WIDTHS)[forms & 3] + np.where(forms & _MANY, frequencies, 0)
        offsets = np.concatenate(([0], np.cumsum(sizes)))
        # Arrays of the standard library: one number is read from them several times faster than from numpy's.
        self.frequencies = array("q", frequencies.tobytes())
        self._offsets = array("q", offsets.tobytes())
        self._edges = array("q", _block_edges(offsets).tobytes())
        self.longest = int(self.lengths.max()) if documents else 0
        self.block_count = len(self._edges) - 1
        # What the header holds in memory, for the bound of the cache.
        self.nbytes = 12 * documents + terms * 110 + letters

    def place(self, term: str) -> int | None:
        """Where a term stands in the vocabulary."""
        place = bisect_left(self.vocabulary, term)
        return place if place < len(self.vocabulary) and self.vocabulary[place] == term else None

    def block(self, place: int) -> int | None:
        """The number of the block with a term's postings; None where the header says it all."""
        offset = self._offsets[place]
        return None if offset == self._offsets[place + 1] else bisect_right(self._edges, offset) - 1

    def postings(self, place: int, number: int | None, block: bytes) -> tuple[np.ndarray, np.ndarray | None]:
        """A term's ordinals (int64, rising) and counts (None: 1 each), from its block with that number."""
        frequency = self.frequencies[place]
        form = self._forms[place]
        start = 0 if number is None else self._offsets[place] - self._edges[number]
        width = _WIDTHS[form & 3]
        ordinals = np.empty(frequency, np.int64)
        ordinals[0] = self._first[place]
        ordinals[1:] = np.frombuffer(block, _GAPS[form & 3], frequency - 1, start)
        ordinals.cumsum(out=ordinals)
        if not form & _MANY:
            return ordinals, None
        return ordinals, np.frombuffer(block, np.uint8, frequency, start + width * (frequency - 1))

    def ordinals_of(self, keys: np.ndarray) -> np.ndarray:
        """The ordinals of those of the given keys that the segment holds."""
        if not len(self.keys):
            return np.empty(0, np.int64)
        at = np.searchsorted(self.keys, keys)
        at[at == len(self.keys)] = 0
        return np.unique(at[self.keys[at] == keys])

    def table(self, blocks: Sequence[bytes]) -> Table:
        """The segment as columns again, from all its blocks in order."""
        forms = np.frombuffer(self._forms, np.uint8)
        frequencies = np.frombuffer(self.frequencies, np.int64)
        offsets = np.frombuffer(self._offsets, np.int64)
        data = np.frombuffer(b"".join(blocks), np.uint8)
        terms_at = np.repeat(np.arange(len(forms)), frequencies)
        starts = np.cumsum(frequencies) - frequencies
        rank = np.arange(len(terms_at)) - starts[terms_at]
        gaps = np.zeros(len(terms_at), np.int64)
        form_of = (forms & 3)[terms_at]
        for form, width in enumerate(_WIDTHS):
            chosen = np.flatnonzero((form_of == form) & (rank > 0))
            sources = offsets[terms_at[chosen]] + (rank[chosen] - 1) * width
            for byte in range(width):
                gaps[chosen] |= data[sources + byte].astype(np.int64) << (8 * byte)
        gaps[starts] = np.frombuffer(self._first, np.int64)
        running = np.cumsum(gaps)
        before = np.concatenate(([0], running))[starts]
        counts = np.ones(len(terms_at), np.uint8)
        chosen = np.flatnonzero((forms & _MANY)[terms_at])
        term = terms_at[chosen]
        counts[chosen] = data[offsets[term + 1] - frequencies[term] + rank[chosen]]
        return Table(
            keys=self.keys,
            lengths=self.lengths,
            vocabulary=self.vocabulary,
            terms_at=terms_at.astype(np.uint32),
            ordinals=(running - before[terms_at]).astype(np.uint32),
            counts=counts,
        )
