"""Reading an index: its segments as they are now, from the database or from what this process remembers.

A segment's bytes never change, so a process may keep them; the bound is `REMEMBERED_BYTES`. Reading an index
takes one statement when all is remembered, and at most six when nothing is, whatever its size.
"""

import threading
import uuid
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from rembug.search.models import Block, Segment
from rembug.search.postings import Header
from rembug.search.spelling import Vocabulary

REMEMBERED_BYTES = 64 << 20
SIZES = (2_048, 16_384, 65_536)  # documents with which the next size begins; the last one is merged no more


class Superseded(Exception):
    """Another process merged segments while they were read; read the index anew."""


class _Memory:
    """The last things used, up to a number of bytes."""

    def __init__(self, bound: int) -> None:
        self._bound = bound
        self._size = 0
        self._kept: OrderedDict[object, tuple[int, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: object) -> Any:
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][1]

    def put(self, key: object, size: int, value: Any) -> None:
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = (size, value)
            self._size += size
            while self._size > self._bound and len(self._kept) > 1:
                _, (freed, _) = self._kept.popitem(last=False)
                self._size -= freed

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self._size = 0


memory = _Memory(REMEMBERED_BYTES)


def block_id(segment: uuid.UUID, number: int) -> str:
    """The key of a block: 0 is the header, postings begin at 1."""
    return f"{segment.hex}.{number}"


@dataclass(eq=False)
class Part:
    """One segment in a snapshot."""

    id: uuid.UUID
    document_count: int
    total_length: int
    removed_count: int
    removed_length: int
    removal: uuid.UUID | None
    header: Header
    gone: np.ndarray  # rising ordinals of removed documents

    @cached_property
    def alive(self) -> np.ndarray | None:
        """Which documents count; None if all do."""
        if not len(self.gone):
            return None
        living = np.ones(self.document_count, bool)
        living[self.gone] = False
        return living

    def block(self, place: int) -> str | None:
        """The id of the block with the postings of a term; None if it needs none."""
        number = self.header.block(place)
        return None if number is None else block_id(self.id, number + 1)

    def postings(self, place: int, blocks: Mapping[str, bytes]) -> tuple[np.ndarray, np.ndarray | None]:
        """Ordinals and counts of a term among the documents that count."""
        number = self.header.block(place)
        data = b"" if number is None else blocks[block_id(self.id, number + 1)]
        ordinals, counts = self.header.postings(place, number, data)
        if self.alive is None:
            return ordinals, counts
        kept = self.alive[ordinals]
        return ordinals[kept], None if counts is None else counts[kept]


def read(name: str, *, keys: np.ndarray | None = None) -> list[Part]:
    """The segments of an index, oldest keys first; with `keys` (rising), those only that may hold one of them.

    Raises Superseded if a merge came in between.
    """
    query = Segment.objects.filter(index__name=name)
    if keys is not None:
        query = query.filter(lowest_key__lte=int(keys[-1]), highest_key__gte=int(keys[0]))
    columns = ("id", "document_count", "total_length", "removed_count", "removed_length", "removal")
    rows = list(query.order_by("lowest_key", "id").values_list(*columns))
    headers = _headers([row[0] for row in rows])
    gone = _removals({row[0]: row[5] for row in rows if row[3]})
    nothing = np.empty(0, np.int64)
    return [
        Part(segment, count, length, removed, removed_length, mark, headers[segment], gone.get(segment, nothing))
        for segment, count, length, removed, removed_length, mark in rows
    ]


def vocabularies(parts: Iterable[Part]) -> list[Vocabulary]:
    """The words of some segments, where a misspelt one looks for its neighbours.

    Together for all segments of about one size: most words are in each, and the large ones seldom change.
    """
    groups: defaultdict[int, list[Part]] = defaultdict(list)
    for part in parts:
        groups[size(part.document_count)].append(part)
    return [_vocabulary(group) for group in groups.values()]


def size(documents: int) -> int:
    """The rank, from 0, of a segment with so many documents among the sizes that are merged together."""
    return sum(documents >= bound for bound in SIZES)


def _vocabulary(parts: list[Part]) -> Vocabulary:
    key = ("vocabulary", frozenset(part.id for part in parts))
    found = memory.get(key)
    if found is None:
        words = set().union(*(part.header.vocabulary for part in parts))
        found = Vocabulary(words)
        memory.put(key, len(words) * 250, found)
    return found


def fetch(ids: Iterable[str], *, remember: bool = True) -> dict[str, bytes]:
    """Blocks by their ids, in one statement for those that are not remembered. Raises Superseded if one is gone."""
    found: dict[str, bytes] = {}
    missing = []
    for key in dict.fromkeys(ids):
        data = memory.get(key)
        if data is None:
            missing.append(key)
        else:
            found[key] = data
    if missing:
        for key, data in Block.objects.filter(id__in=missing).values_list("id", "data"):
            found[key] = bytes(data)
            if remember:
                memory.put(key, len(found[key]), found[key])
        if not found.keys() >= set(missing):
            raise Superseded
    return found


def _headers(segments: list[uuid.UUID]) -> dict[uuid.UUID, Header]:
    found = {segment: memory.get((segment, "header")) for segment in segments}
    missing = {block_id(segment, 0): segment for segment, header in found.items() if header is None}
    if missing:
        for key, data in Block.objects.filter(id__in=list(missing)).values_list("id", "data"):
            header = Header(bytes(data))
            segment = missing.pop(key)
            found[segment] = header
            memory.put((segment, "header"), header.nbytes, header)
        if missing:
            raise Superseded
    return found


def _removals(marks: dict[uuid.UUID, uuid.UUID]) -> dict[uuid.UUID, np.ndarray]:
    found = {segment: memory.get(mark) for segment, mark in marks.items()}
    missing = [segment for segment, gone in found.items() if gone is None]
    if missing:
        rows = Segment.objects.filter(id__in=missing).values_list("id", "removal", "removed")
        seen = {segment: (mark, bytes(removed)) for segment, mark, removed in rows}
        for segment in missing:
            mark, removed = seen.get(segment, (None, b""))
            if mark != marks[segment]:
                raise Superseded
            found[segment] = np.frombuffer(removed, "<u4").astype(np.int64)
            memory.put(mark, found[segment].nbytes, found[segment])
    return found
